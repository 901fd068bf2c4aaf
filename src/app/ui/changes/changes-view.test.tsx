// @vitest-environment jsdom
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { changesFrameDocument } from '../../lib/frame-document.ts';
import { type ComparedRevision, markedBody } from './changes-between.ts';
import { ChangesView } from './changes-view.tsx';

const reply = (bodyHtml: string, more: Partial<ComparedRevision> = {}): ComparedRevision => ({
  bodyHtml,
  cc: [],
  bcc: [],
  modality: 'email',
  ...more,
});

function seen(before: ComparedRevision, after: ComparedRevision): HTMLElement {
  const page = document.createElement('div');
  page.innerHTML = renderToStaticMarkup(
    <ChangesView heading="Changed since the AI draft" before={before} after={after} />,
  );
  return page;
}

const framed = (before: string, after: string) =>
  changesFrameDocument(markedBody(before, after), { remoteImages: false, inlineImages: new Map() });

test('words, recipients and links that changed are summed up in one line', () => {
  const page = seen(
    reply('<p>See <a href="https://a.example/">our offer</a> on Wednesday.</p>', { cc: ['jon@x.example'] }),
    reply('<p>See <a href="https://b.example/">our offer</a> on Tuesday at two.</p>', {
      cc: ['Ops <ops@x.example>'],
    }),
  );
  expect(page.querySelector('p')?.textContent).toBe(
    '3 words added, 1 removed, 1 recipient added, 1 removed, 1 link changed.',
  );
  const chips = page.querySelector('[aria-label="Cc changed"]');
  expect(chips?.querySelector('del')?.textContent).toBe('jon@x.example');
  expect(chips?.querySelector('ins')?.textContent).toBe('ops@x.example');
  const links = page.querySelector('[aria-label="Links changed"]');
  expect(links?.textContent).toBe('our offer leads elsewhere: https://a.example/ https://b.example/');
  expect(links?.querySelector('a')).toBeNull();
  expect(page.querySelector('iframe')?.getAttribute('sandbox')).not.toContain('allow-scripts');
});

test('nothing changed, and changed in its formatting alone, are said as such', () => {
  const same = seen(
    reply('<p>a b</p>', { cc: ['A@x.example'] }),
    reply('<p>a  b</p>', { cc: ['Ann <a@x.example>'] }),
  );
  expect(same.querySelector('p')?.textContent).toBe('Nothing changed.');
  expect(same.querySelector('iframe')).toBeNull();
  const bold = seen(reply('<p>a b</p>'), reply('<p>a <b>b</b></p>'));
  expect(bold.querySelector('p')?.textContent).toBe('Changed only in its formatting.');
  expect(bold.querySelector('iframe')).not.toBeNull();
});

test('a text message shows its words as added and removed', () => {
  const page = seen(
    reply('See you Wednesday', { modality: 'text' }),
    reply('See you Friday', { modality: 'text' }),
  );
  expect(page.querySelector('del')?.textContent).toBe('removed: Wednesday');
  expect(page.querySelector('ins')?.textContent).toBe('added: Friday');
});

test('a change in quoted history or a signature is not folded away', () => {
  const mail = (words: string) =>
    `<p>Hello</p><div class="gmail_quote"><div>On Monday, Ann wrote:</div><blockquote class="gmail_quote">${words}</blockquote></div>`;
  expect(framed(mail('Old words'), mail('Old words')).quoted).toBe(1);
  const changed = framed(mail('Old words'), mail('Other words'));
  expect(changed.quoted).toBe(0);
  expect(changed.srcdoc).toContain('<ins>Other</ins>');
});

test('what a message marks itself as inserted or deleted is not taken for a change', () => {
  const { srcdoc } = framed('<p>a</p>', '<p>a <ins>b</ins> <del>c</del></p>');
  expect(srcdoc).toContain('<p>a <u><ins>b</ins></u> <s><ins>c</ins></s></p>');
});
