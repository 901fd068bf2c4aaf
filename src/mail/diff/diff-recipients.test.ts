import { JSDOM } from 'jsdom';
import { expect, test } from 'vitest';
import { diffLinks } from './diff-links.ts';
import { diffRecipients } from './diff-recipients.ts';

test('recipients are compared by mailbox, whatever their names and case', () => {
  const changes = diffRecipients(
    { cc: ['Ann <ANN@x.example>', 'bob@x.example'], bcc: [] },
    { cc: ['ann@x.example'], bcc: ['bob@x.example'] },
  );
  expect(changes).toEqual({
    cc: { added: [], removed: ['bob@x.example'] },
    bcc: { added: ['bob@x.example'], removed: [] },
  });
});

test('a link that leads elsewhere is told from one that came and one that went', () => {
  const bodyOf = (html: string) => new JSDOM(html).window.document.body;
  const before =
    '<a href="https://a.example/">offer</a> <a href="https://old.example/">old</a> <a href="#x">top</a>';
  const after =
    '<a href="https://b.example/">offer</a> <a href="https://new.example/">new</a> <a href="#x">up</a>';
  expect(diffLinks(bodyOf(before), bodyOf(after))).toEqual({
    added: [{ text: 'new', href: 'https://new.example/' }],
    removed: [{ text: 'old', href: 'https://old.example/' }],
    retargeted: [{ text: 'offer', from: 'https://a.example/', to: 'https://b.example/' }],
  });
});
