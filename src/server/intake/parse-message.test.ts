import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isReplySubject, threadSubject } from '#mail/subject.ts';
import { attachmentName } from './attachment-name.ts';
import { parseMessage, UnreadableMail } from './parse-message.ts';

const fixture = async (name: string) =>
  parseMessage(await readFile(new URL(`fixtures/${name}`, import.meta.url)));
const mail = (lines: string[]) => parseMessage(Buffer.from(lines.join('\n')));

test('a Japanese mail reads as it was written', async () => {
  const parsed = await fixture('japanese.eml');
  expect(parsed.from).toEqual({ name: '山田太郎', email: 'yamada@kawara.example' });
  expect(parsed.subject).toBe('屋根の見積もり');
  expect(parsed).toMatchObject({ content: '屋根の修理をお願いします。', contentFormat: 'text' });
  expect(parsed.sentAt).toBe('2026-03-03T00:15:00.000000Z');
});

test('bare 8-bit characters are read in the character set of the mail, in headers too', async () => {
  const parsed = await fixture('windows-1252.eml');
  expect(parsed.from?.name).toBe('René Dupré');
  expect(parsed.subject).toBe('Devis – 1 200 €');
  expect(parsed.content).toBe('Le prix est de 1 200 € – c’est “trop”.');
});

test('a mail that names no character set is read as Western European when it is no UTF-8', async () => {
  const parsed = await fixture('undeclared-latin.eml');
  expect(parsed.from?.name).toBe('Jürgen Groß');
  expect(parsed).toMatchObject({ subject: 'Dachfläche', content: 'Die Fläche beträgt 90 m².' });
});

test.each([
  'Content-Type: text/plain',
  'Content-type:text/plain; format=flowed',
  'Content-Type:\n text/plain',
])('so is one that says no more than %j', async (header) => {
  const source = await readFile(new URL('fixtures/undeclared-latin.eml', import.meta.url), 'latin1');
  const parsed = await parseMessage(Buffer.from(source.replace('Date:', `${header}\nDate:`), 'latin1'));
  expect(parsed).toMatchObject({ subject: 'Dachfläche', content: 'Die Fläche beträgt 90 m².' });
});

test('of several parts the HTML is the content, and pictures and files are attachments', async () => {
  const parsed = await fixture('alternative-related-mixed.eml');
  expect(parsed.contentFormat).toBe('html');
  expect(parsed.content).toContain('The leak – see the <b>photo</b>: <img src="cid:leak@photo">');
  expect(parsed.attachments.map(({ content, ...part }) => ({ ...part, bytes: content.length }))).toEqual([
    { filename: 'leak.png', contentType: 'image/png', contentId: 'leak@photo', bytes: 8 },
    { filename: 'Übersicht Dach€.pdf', contentType: 'application/pdf', contentId: null, bytes: 9 },
  ]);
  expect(parsed.from).toEqual({ name: 'Prince, Diana', email: 'diana@themyscira.example' });
  expect(parsed.to.map(({ email }) => email)).toEqual(['sales@acme.test', 'john@x.example']);
  expect(parsed.cc.map(({ email }) => email)).toEqual(['a@team.example', 'b@team.example']);
  expect(parsed.replyTo).toEqual([{ name: null, email: 'office@themyscira.example' }]);
  expect(parsed.subject).toBe('Photos of the roof 🏠');
  expect(parsed.sentAt).toBe('2026-03-04T13:30:15.000000Z');
});

test('a flowed text has its paragraphs back', async () => {
  const { content, contentFormat } = await fixture('flowed.eml');
  expect(contentFormat).toBe('text');
  expect(content).toBe('This is one paragraph that was wrapped by the program.\n\n> quoted too');
});

test('an HTML part that says nothing does not hide the text', async () => {
  expect(await fixture('empty-html.eml')).toMatchObject({ content: 'The words.', contentFormat: 'text' });
});

test('a mail that was cut off gives what is left of it', async () => {
  const parsed = await fixture('cut-off.eml');
  expect(parsed.content).toBe('Still readable');
  expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['a.pdf']);
});

test('characters that the store cannot hold are left out', async () => {
  const parsed = await fixture('nul.eml');
  expect(parsed.subject).toBe('NUL');
  expect(parsed.content).toMatch(/^beforeafter /);
});

test('an impossible date gives way to the time of receipt, or to none', async () => {
  expect((await fixture('impossible-date.eml')).sentAt).toBe('2026-03-07T07:00:00.000000Z');
  for (const date of ['Thu, 1 Jan 1970 00:00:00 +0000', 'Mon, 1 Jan 9999 00:00:00 +0000', 'yesterday', '']) {
    expect((await mail([`Date: ${date}`, 'From: a@b.example', '', 'x'])).sentAt).toBeNull();
  }
});

test.each([
  'Thu, 13 Feb 2014 04:11:10 +02:00',
  'Thu, 13 Feb 2014 04:11:10 +0200 (EET)',
  '2014-02-13T04:11:10+02:00',
  '2014-02-13T02:11:10Z',
])('%s is read with its zone', async (date) => {
  const { sentAt } = await mail([`Date: ${date}`, 'From: a@b.example', '', 'x']);
  expect(sentAt).toBe('2014-02-13T02:11:10.000000Z');
});

test('a date without a zone means the same everywhere', async () => {
  const parsed = await mail(['Date: Mon, 2 Mar 2026 10:00:00', 'From: a@b.example', '', 'x']);
  expect(parsed.sentAt).toBe('2026-03-02T10:00:00.000000Z');
});

test('identifiers are found in untidy headers', async () => {
  const parsed = await mail([
    'From: a@b.example',
    'Message-ID:  bare@b.example ',
    'References: <one@b.example>, <two',
    ' @b.example><three@b.example>',
    'In-Reply-To: "Your mail" <three@b.example> of Monday',
    '',
    'x',
  ]);
  expect(parsed.messageId).toBe('<bare@b.example>');
  expect(parsed.references).toEqual(['<one@b.example>', '<two@b.example>', '<three@b.example>']);
});

test('an identifier that no index could hold is none', async () => {
  const parsed = await mail(['From: a@b.example', `Message-ID: <${'x'.repeat(5000)}@b>`, '', 'x']);
  expect(parsed.messageId).toBeNull();
});

test.each([
  ['nothing', Buffer.alloc(0), 'It is empty.'],
  [
    'a picture',
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0]),
    'It is no e-mail message',
  ],
  ['a note', Buffer.from('Dear diary\n\nFrom: me\n'), 'It is no e-mail message'],
  [
    'too many parts',
    Buffer.from(
      `From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(1500)}`,
    ),
    'It could not be read',
  ],
])('%s is refused with a reason', async (_, bytes, reason) => {
  const refused = parseMessage(bytes);
  await expect(refused).rejects.toBeInstanceOf(UnreadableMail);
  await expect(refused).rejects.toThrow(reason);
});

test('whatever follows the headers, a message is read or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (noise, inHeaders) => {
      const head = Buffer.from(
        `From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n${inHeaders ? 'Subject: ' : '\n--b\n'}`,
      );
      const parsed = await parseMessage(Buffer.concat([head, noise])).catch((error: unknown) => error);
      if (parsed instanceof Error) expect(parsed).toBeInstanceOf(UnreadableMail);
      else expect(JSON.stringify(parsed)).not.toContain('\\u0000');
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['Re: New roof', 'new roof'],
  ['AW: WG: Re[2]: New  roof', 'new roof'],
  ['回复:New roof', 'new roof'],
  ['Fwd: re (3): New roof', 'new roof'],
  ['Re:', ''],
])('%s answers or forwards a mail of its subject', (subject, bare) => {
  expect(isReplySubject(subject)).toBe(true);
  expect(threadSubject(subject)).toBe(bare);
});

test('a subject that only begins like a prefix is none', () => {
  expect(isReplySubject('Repairs: north side')).toBe(false);
  expect(threadSubject('Repairs: north side')).toBe('repairs: north side');
});

test('the name of an attachment cannot lead out of a folder or hide its type', () => {
  expect(attachmentName('../../etc/passwd', 'text/plain', 1)).toBe('passwd');
  expect(attachmentName('invoice\u202Efdp.exe', 'application/pdf', 1)).toBe('invoicefdp.exe');
  expect(attachmentName('..', 'image/png', 2)).toBe('attachment-2.png');
  expect(attachmentName(undefined, 'message/rfc822', 3)).toBe('attachment-3.eml');
  expect(attachmentName(`${'x'.repeat(300)}.pdf`, 'application/pdf', 1)).toHaveLength(120);
});
