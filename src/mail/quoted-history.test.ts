import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { foldQuoted, splitQuotedText } from './quoted-history.ts';
import { foldSignature } from './signature.ts';

const { DOMParser } = new JSDOM('').window;

function folded(html: string): { visible: string; quoted: string; parts: number } {
  const document = new DOMParser().parseFromString(html, 'text/html');
  for (const silent of document.querySelectorAll('style, title')) silent.remove();
  const all = document.body.textContent;
  const parts = foldQuoted(document.body, document);
  expect(document.body.textContent).toBe(all);
  const quotes = [...document.querySelectorAll('[data-quoted]')];
  const quoted = quotes.map((quote) => quote.textContent).join(' ');
  for (const quote of quotes) quote.remove();
  const tidy = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();
  return { visible: tidy(document.body.textContent), quoted: tidy(quoted), parts };
}

/** Somebody's own lines, with some of the words that headers begin with. */
const journeys = [
  ['From: Heathrow', 'To: Hotel Savoy', 'Date: 14 June', 'Passengers: 2'],
  ['Date: 14 June', 'From: Heathrow', 'To: Hotel Savoy', 'Questions? ann@taxi.example'],
  ['Von: Flughafen', 'An: Hotel', 'Datum: 14. Juni'],
  ['De : Paris', 'À : Lyon', 'Date : 14 juin'],
  ['De: Madrid', 'Para: Sevilla', 'Fecha: 14 de junio'],
  ['Da: Roma', 'A: Milano', 'Data: 14 giugno'],
  ['Van: Utrecht', 'Aan: Den Haag', 'Datum: 14 juni'],
  ['От: Москва', 'Кому: Казань', 'Дата: 14 июня'],
];

describe('a reply shows only what is new', () => {
  const on = 'On Mon, 4 May 2026 at 10:00, Ann &lt;<a href="mailto:a@x.org">a@x.org</a>&gt; wrote:';
  const replies: [string, string][] = [
    [
      'Gmail',
      `<div dir="ltr">new</div><br><div class="gmail_quote"><div class="gmail_attr">${on}<br></div><blockquote class="gmail_quote">OLD</blockquote></div>`,
    ],
    [
      'Outlook on the web',
      '<div>new</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Ann<br><b>Sent:</b> Monday<br><b>To:</b> Bob<br><b>Subject:</b> x</div><div>OLD</div>',
    ],
    [
      'Outlook',
      '<div><p>new</p><div><div style="border:none;border-top:solid #B5C4DF 1.0pt"><p><b>From:</b> Ann<br><b>Sent:</b> Monday<br><b>To:</b> Bob<br><b>Subject:</b> x</p></div></div><p>OLD</p></div>',
    ],
    [
      'Outlook in German',
      '<div><p>new</p><p><b>Von:</b> Ann<br><b>Gesendet:</b> Montag<br><b>An:</b> Bob<br><b>Betreff:</b> x</p><p>OLD</p></div>',
    ],
    [
      'Outlook for Mac',
      '<div>new</div><span id="OLK_SRC_BODY_SECTION"><div>From: Ann<br>Date: x<br>To: y<br></div>OLD</span>',
    ],
    [
      'Apple Mail',
      `new<div><br></div><div><div>${on}</div><br><blockquote type="cite">OLD</blockquote></div>`,
    ],
    ['Yahoo', `<div>new</div><div class="ydp1yahoo_quoted"><div>${on}</div><div>OLD</div></div>`],
    [
      'Thunderbird',
      `new<br><div class="moz-cite-prefix">${on}<br></div><blockquote type="cite" cite="mid:x">OLD</blockquote>`,
    ],
    [
      'mail.ru',
      '<p>new</p><br>Thu, 26 Jun 2014 14:00:51 +0400 от Ann &lt;a@x.org&gt;:<br><blockquote>OLD</blockquote>',
    ],
    [
      'Yandex',
      '<p>new<br /><br />26.06.2014, 14:41, "Ann" &lt;<a href="mailto:a@x.org">a@x.org</a>&gt;:</p><blockquote>OLD</blockquote>',
    ],
    [
      'iOS Mail',
      `new<br id="lineBreakAtBeginningOfSignature"><div dir="ltr"><br><blockquote type="cite">${on}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">OLD</div></blockquote>`,
    ],
    [
      'Outlook on a phone',
      '<div>new</div><div id="mail-editor-reference-message-container"><div class="ms-outlook-mobile-reference-message"><b>From:</b> Ann<br>OLD</div></div>',
    ],
    [
      'Proton Mail',
      `<div>new</div><div class="protonmail_quote">${on}<br><blockquote class="protonmail_quote" type="cite">OLD</blockquote></div>`,
    ],
    ['AOL', 'new<br><div>-----Original Message-----<br>From: Ann<br>To: Bob<br>OLD</div>'],
    [
      'a program that gives addresses and no subject',
      '<p>new</p><p>From: Ann &lt;a@x.org&gt;<br>Date: 4 May 2026<br>To: Bob<br><br>OLD</p>',
    ],
    [
      'one that says when it was sent, in French',
      '<p>new</p><p>De : Ann<br>Envoyé : lundi<br>À : Bob</p><p>OLD</p>',
    ],
    ['Zimbra', '<div>new<br><hr id="zwchr"><b>From: </b>a@x.org<br><b>To: </b>b@x.org<br>OLD</div>'],
  ];
  it.each(replies)('%s', (_, html) => {
    const { visible, quoted } = folded(html);
    expect(visible).toBe('new');
    expect(quoted).toContain('OLD');
  });

  it('keeps what stands below the quote', () => {
    expect(
      folded(`new<div class="gmail_quote">${on}<blockquote>OLD</blockquote></div><div>Ann Smith</div>`)
        .visible,
    ).toBe('newAnn Smith');
  });

  const whole: [string, string][] = [
    ['nothing but a quote', `<div class="gmail_quote">${on}<blockquote>OLD</blockquote></div>`],
    [
      'a forward',
      '<div>fyi</div><div class="gmail_quote">---------- Forwarded message ----------<br>From: Ann<br>Date: x<br>Subject: y<br>To: z<br>NEWS</div>',
    ],
    [
      'replies between the quotes',
      '<blockquote type="cite">one?</blockquote>yes<blockquote type="cite">two?</blockquote>no',
    ],
    ['an indented paragraph', '<p>As they say:</p><blockquote>Less is more</blockquote>'],
    ['a letter that speaks of headers', '<p>From: where I sit, it looks fine</p><p>more</p>'],
    ...journeys.map((journey): [string, string] => [
      `a letter with a journey (${journey[0]})`,
      `<p>Hi Diana,</p><p>${journey.join('<br>')}</p><p>Please pay before Friday.</p>`,
    ]),
  ];
  it.each(whole)('but %s stays whole', (_, html) =>
    expect(folded(html)).toMatchObject({ parts: 0, quoted: '' }),
  );
});

describe('any mail', () => {
  it.each([
    ['quotes', '<blockquote type="cite">x</blockquote>'],
    ['lines that begin like headers', '<p>From: x</p>'],
    ['blank lines', '<p>&nbsp;</p>'],
  ])('of thousands of %s is read in reasonable time', (_, piece) => {
    const document = new DOMParser().parseFromString(`<p>new</p>${piece.repeat(3000)}`, 'text/html');
    const began = performance.now();
    foldQuoted(document.body, document);
    foldSignature(document.body, document);
    expect(performance.now() - began).toBeLessThan(15_000);
  });
});

describe('plain text', () => {
  it.each([
    'new\n\nOn Mon, 4 May 2026, Ann <a@x.org> wrote:\n> OLD\n',
    'new\n\nOn Mon, 4 May 2026 at 10:00, Ann Long-Name\n<a@x.org> wrote:\n\n> OLD\n\n-- \nBob',
    'new\n-----Original Message-----\nFrom: Ann\nOLD',
    'new\n\nVon: Ann\nGesendet: Montag\nAn: Bob\nBetreff: x\n\nOLD',
    'new\n\nFrom: Ann <a@x.org>\nTo: Bob\nDate: 4 May 2026\n\nOLD',
    'new\n> OLD',
  ])('parts %j', (text) => {
    const { visible, quoted } = splitQuotedText(text);
    expect(visible.trim()).toBe('new');
    expect(quoted).toContain('OLD');
  });

  it.each([
    '> only a quote',
    '> one?\nyes\n> two?\nno',
    'fyi\n---------- Forwarded message ----------\nFrom: a\nDate: b\nTo: c\nSubject: d\n\nNEWS',
    ...journeys.map((journey) => `Your transfer is booked:\n\n${journey.join('\n')}\n\nSee you then`),
    '',
  ])('leaves %j whole', (text) => expect(splitQuotedText(text)).toEqual({ visible: text, quoted: '' }));

  it('loses nothing', () => {
    const line = fc.constantFrom(
      '> q',
      'hi',
      '',
      '-- ',
      'On 1 May 2026, a@x.org wrote:',
      'From: a',
      'To: b',
      'Subject: c',
      '-----Original Message-----\r',
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const { visible, quoted } = splitQuotedText(text);
        expect(visible + quoted).toBe(text);
      }),
    );
  });
});

const talon = new URL('../../../shared/corpus/html/talon/', import.meta.url);
describe.runIf(existsSync(talon))('the replies of talon', () => {
  const replies: [string, RegExp][] = [
    ['OLK_SRC_BODY_SECTION', /^Reply$/],
    ...[
      'gmail',
      'hotmail',
      'mail_ru',
      'ms_outlook_2003',
      'ms_outlook_2007',
      'ms_outlook_2010',
      'thunderbird',
      'windows_mail',
      'yandex_ru',
    ].map((client): [string, RegExp] => [`html_replies_${client}`, /^Hi\. ?I am fine\. ?Thanks, ?Alex$/]),
    ['reply-separated-by-hr', /^Hi there Bob$/],
    ...['android', 'aol', 'comcast', 'gmail', 'hotmail', 'outlook'].map((client): [string, RegExp] => [
      `standard_replies_${client}`,
      /^(?:Hello|Allo! Follow up MIME!)$/,
    ]),
  ];
  it.each(replies)('%s', (name, visible) =>
    expect(folded(readFileSync(new URL(`${name}.html`, talon), 'utf8')).visible).toMatch(visible),
  );
});
describe.runIf(!existsSync(talon))('the corpus', () => {
  it('is not beside this checkout', () => expect(existsSync(talon)).toBe(false));
});
