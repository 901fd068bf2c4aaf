import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { textOf } from '../mail-dom.ts';
import { findQuoted } from '../quoted-history.ts';
import { findSignature, signatureMarkup } from '../signature.ts';
import { ownPartOf } from './own-part.ts';
import { readLines } from './read-lines.ts';

const read = (html: string) => {
  const { own, signature, forwards } = ownPartOf(readLines(html));
  const say = (lines: typeof own) => lines.map(({ text }) => text).join('|');
  return { own: say(own), signature: say(signature), forwards };
};

const on = 'On Mon, 4 May 2026 at 10:00, Ann &lt;<a href="mailto:a@x.org">a@x.org</a>&gt; wrote:';
const headers = '<b>From:</b> Ann<br><b>Sent:</b> Monday<br><b>To:</b> Rob<br><b>Subject:</b> x';

describe('only what the sender wrote is own', () => {
  const replies: [string, string][] = [
    [
      'Gmail',
      `<div>new</div><div class="gmail_quote"><div>${on}</div><blockquote class="gmail_quote">OLD</blockquote></div>`,
    ],
    [
      'Gmail, with its container',
      `<div>new</div><div class="gmail_quote gmail_quote_container">${on} OLD</div>`,
    ],
    [
      'Outlook on the web',
      `<div>new</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">${headers}</div><div>OLD</div>`,
    ],
    ['Outlook', `<div><p>new</p><div><p>${headers}</p></div><p>OLD</p></div>`],
    ['Outlook in German', '<p>new</p><p>Von: Ann<br>Gesendet: Montag<br>An: Rob<br>Betreff: x</p><p>OLD</p>'],
    ['Outlook for Mac', '<div>new</div><span id="OLK_SRC_BODY_SECTION"><div>OLD</div></span>'],
    ['Apple Mail', `new<div><div>${on}</div><br><blockquote type="cite">OLD</blockquote></div>`],
    ['Yahoo', `<div>new</div><div class="ydp1yahoo_quoted">OLD</div>`],
    [
      'Thunderbird',
      `new<div class="moz-cite-prefix">${on}</div><blockquote type="cite" cite="mid:x">OLD</blockquote>`,
    ],
    [
      'mail.ru',
      '<p>new</p>Thu, 26 Jun 2014 14:00:51 +0400 от Ann &lt;a@x.org&gt;:<br><blockquote>OLD</blockquote>',
    ],
    [
      'a plain-text program',
      `<pre>new\n\nOn 4 May 2026, Ann\n&lt;a@x.org&gt; wrote:\n&gt; OLD\n&gt; OLD</pre>`,
    ],
    ['a program that draws a line', '<p>new</p><p>-----Original Message-----</p><p>OLD</p>'],
    ['an answer below the quote', `<p>${on}</p><blockquote type="cite">OLD</blockquote><p>new</p>`],
  ];
  it.each(replies)('%s', (_, html) =>
    expect(read(html)).toEqual({ own: 'new', signature: '', forwards: false }),
  );

  it('an indented paragraph without an attribution is own', () => {
    expect(
      read('<p>new</p><blockquote>and this</blockquote><p>&gt;&gt;&gt; WATCH &lt;&lt;&lt;</p>').own,
    ).toBe('new|and this|>>> WATCH <<<');
  });

  it('a journey from somewhere to somewhere on a date is own', () => {
    const journey = '<p>From: Heathrow<br>To: Hotel Savoy<br>Date: 14 June<br>Passengers: 2</p>';
    expect(read(`<p>Booked:</p>${journey}<p>See you!</p>`).own).toBe(
      'Booked:|From: Heathrow|To: Hotel Savoy|Date: 14 June|Passengers: 2|See you!',
    );
  });

  it('answers between quoted lines are own', () => {
    expect(
      read(`<p>${on}</p><blockquote>&gt; one?</blockquote><p>Yes.</p><p>&gt; two?</p><p>No.</p>`).own,
    ).toBe('Yes.|No.');
  });
});

describe('a signature is no part of it', () => {
  const mails: [string, string][] = [
    ['Gmail', '<div>Hi</div><div class="gmail_signature">Ann</div>'],
    [
      'Gmail, with its dashes',
      '<div>Hi</div><span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Ann</div>',
    ],
    ['Outlook', `<p>Hi</p><p><a name="_MailAutoSig">Ann</a></p><div>${headers}<br>OLD</div>`],
    ['Outlook on the web', '<div>Hi</div><div id="Signature">Ann</div>'],
    [
      'iOS Mail',
      'Hi<br id="lineBreakAtBeginningOfSignature"><div>Ann</div><blockquote type="cite">OLD</blockquote>',
    ],
    ['Yahoo', '<div>Hi</div><div class="ydp12ab34signature">Ann</div>'],
    ['Thunderbird', '<p>Hi</p><div class="moz-signature">-- <br>Ann</div>'],
    ['this desk', `<p>Hi</p>${signatureMarkup('<div>Ann</div>')}`],
    ['two dashes in a line', 'Hi<br>-- <br>Ann'],
    [
      'two dashes before a quote',
      `<div>Hi</div><div>--&nbsp;</div><div>Ann</div><p>${on}</p><blockquote>OLD</blockquote>`,
    ],
  ];
  it.each(mails)('as %s writes it', (_, html) => {
    const { own, signature } = read(html);
    expect(own).toBe('Hi');
    expect(signature).toMatch(/^(?:--\|)?Ann$/);
  });

  it('and what only begins like one is own', () => {
    expect(read('<p>Hi</p><p>Sent with the courier on Monday</p>').signature).toBe('');
    expect(read(`<p>Hi</p><p>-- </p>${'<p>line</p>'.repeat(20)}`).signature).toBe('');
    expect(read('<p>Hi</p><p>Sent from my iPhone</p>').signature).toBe('Sent from my iPhone');
  });
});

it('what is passed on is known as such', () => {
  expect(
    read('<p>See below</p><div>Begin forwarded message:</div><blockquote type="cite">OLD</blockquote>'),
  ).toEqual({
    own: 'See below',
    signature: '',
    forwards: true,
  });
});

const corpus = join(import.meta.dirname, '../../../../shared/corpus/html');
const { DOMParser } = new JSDOM('').window;

it.runIf(existsSync(corpus))('real mail is parted as the message view parts it, but for a few', () => {
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.html'),
  );
  const tidy = (text: string) => text.replace(/\s+/g, '');
  const different = files.filter((file) => {
    const html = readFileSync(join(corpus, file), 'utf8').slice(0, 300_000);
    const document = new DOMParser().parseFromString(html, 'text/html');
    const silent = 'style, title, script, noscript, svg, select, textarea';
    for (const element of document.querySelectorAll(silent)) element.remove();
    const here = tidy(
      ownPartOf(readLines(document.body.innerHTML))
        .own.map(({ text }) => text)
        .join('\n'),
    );
    const history = findQuoted(document.body, document).parts.flat();
    for (const node of [...history, ...findSignature(document.body, document, history)])
      node.parentNode?.removeChild(node);
    return tidy(textOf([document.body])) !== here;
  });
  expect(files.length).toBeGreaterThan(100);
  expect(different.length / files.length).toBeLessThan(0.05);
});
