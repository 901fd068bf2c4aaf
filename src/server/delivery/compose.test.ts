import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { expect, test } from 'vitest';
import { compose, type Letter } from './compose.ts';

const letter: Letter = {
  messageId: '<1@roofers.example>',
  from: { name: 'Kara Danvers', address: 'office@roofers.example' },
  to: { name: 'Diana', address: 'diana@themyscira.example' },
  cc: [],
  bcc: [],
  subject: 'Re: Roof',
  html: '<p>Hello</p>',
  images: [],
  inReplyTo: null,
  references: [],
};

test('whatever a name or subject holds, it adds no header and no recipient', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string(), async (name, subject) => {
      const hostile = {
        ...letter,
        to: { ...letter.to, name },
        subject: `${subject}\r\nBcc: evil@x.example\r\n\r\nbody`,
      };
      const { source, envelope } = await compose(hostile);
      const mail = await simpleParser(Buffer.from(source));
      expect(envelope.to).toEqual(['diana@themyscira.example']);
      expect(mail.bcc).toBeUndefined();
      expect(mail.html).toBe('<p>Hello</p>');
    }),
    { numRuns: 60 },
  );
});

test('a body reads nothing from this machine or from elsewhere', async () => {
  const html = '<img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x.png"><p>Hello</p>';
  const { source } = await compose({ ...letter, html });
  expect(Buffer.from(source).toString()).not.toContain('root:');
  expect((await simpleParser(Buffer.from(source))).attachments).toEqual([]);
});

test('an international domain leaves in ASCII, which every server takes', async () => {
  const { envelope } = await compose({
    ...letter,
    from: { name: null, address: 'büro@dächer.example' },
    to: { name: null, address: 'info@bücher.example' },
    cc: ['Ann <ann@münchen.example>', 'ann@xn--mnchen-3ya.example'],
    bcc: ['jörg@dächer.example', 'root@[192.0.2.1]'],
  });
  expect(envelope).toEqual({
    // Its own name needs a server for all letters anyway.
    from: 'büro@dächer.example',
    to: [
      'info@xn--bcher-kva.example',
      'ann@xn--mnchen-3ya.example',
      'jörg@dächer.example',
      'root@[192.0.2.1]',
    ],
  });
});
