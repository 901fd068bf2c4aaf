import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { foldQuoted } from './quoted-history.ts';
import { foldSignature, isSignature, signatureMarkup } from './signature.ts';

const { DOMParser } = new JSDOM('').window;

function read(html: string) {
  const document = new DOMParser().parseFromString(html, 'text/html');
  foldQuoted(document.body, document);
  const parts = foldSignature(document.body, document);
  const signature = [...document.querySelectorAll('[data-signature]')].map((part) => part.textContent);
  for (const part of document.querySelectorAll('[data-signature], [data-quoted]')) part.remove();
  const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
  return { parts, signature: tidy(signature.join(' ')), rest: tidy(document.body.textContent) };
}

const quote = '<blockquote type="cite">OLD</blockquote>';

describe('a signature is marked', () => {
  const mails: [string, string][] = [
    ['Gmail', '<div>Hi</div><div class="gmail_signature">Ann</div>'],
    [
      'Gmail, with its two dashes in front',
      '<div>Hi</div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Ann</div>',
    ],
    [
      'Outlook',
      `<p>Hi</p><p><a name="_MailAutoSig"><b>Ann</b></a></p><p>Roofs</p><div>From: Bob<br>Sent: x<br>To: Ann<br>OLD</div>`,
    ],
    ['Outlook on the web', '<div>Hi</div><div id="Signature">Ann</div>'],
    ['Outlook on a phone', '<div>Hi</div><div id="ms-outlook-mobile-signature">Ann</div>'],
    ['Apple Mail', `<div>Hi</div><div id="AppleMailSignature">Ann</div>${quote}`],
    ['iOS Mail', `Hi<br id="lineBreakAtBeginningOfSignature"><div>Ann</div><div><br>${quote}</div>`],
    ['Yahoo', '<div>Hi</div><div class="ydp12ab34signature">Ann</div>'],
    ['Thunderbird', `<p>Hi</p><div class="moz-signature">-- <br>Ann</div>`],
    ['Proton Mail', '<div>Hi</div><div class="protonmail_signature_block">Ann</div>'],
    ['this desk', `<p>Hi</p>${signatureMarkup('<div>Ann</div>')}`],
    ['two dashes in a line', 'Hi<br>-- <br>Ann'],
    ['two dashes in a block', `<div>Hi</div><div>--&nbsp;</div><div>Ann</div>${quote}`],
    ['two dashes in a block that the history shares', `<p>Hi</p><div>-- <p>Ann</p>${quote}</div>`],
  ];
  it.each(mails)('as %s writes it', (_, html) => {
    const { parts, signature, rest } = read(html);
    expect(parts).toBe(1);
    expect(signature).toMatch(/^(?:--\s*)?Ann(?: ?Roofs)?$/);
    expect(rest).toBe('Hi');
  });

  it.each([
    [
      'in the history',
      '<p>Hi</p><blockquote type="cite">OLD<div class="gmail_signature">Bob</div></blockquote>',
    ],
    ['that is all there is', '<div class="gmail_signature">Ann</div>'],
    ['that is empty', '<p>Hi</p><div class="gmail_signature"><br></div>'],
    ['of dashes alone', '<p>Hi</p><p>--</p>'],
    ['longer than any', `<p>Hi</p><p>-- </p>${'<p>line</p>'.repeat(20)}`],
  ])('but not one %s', (_, html) => expect(read(html).parts).toBe(0));
});

it('a signature of this desk is one to other mail programs: in Gmail’s words', () => {
  const { body } = new DOMParser().parseFromString(signatureMarkup('Ann'), 'text/html');
  expect(body.firstElementChild && isSignature(body.firstElementChild)).toBe(true);
  expect(body.firstElementChild?.matches('.gmail_signature[data-smartmail="gmail_signature"]')).toBe(true);
});
