// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertBody } from '../../lib/inert-html.ts';
import { mailSanitiser } from '../../lib/mail-sanitiser.ts';
import { cleanPaste } from './clean-paste.ts';

const folder = path.join(import.meta.dirname, 'fixtures');
const fixture = (name: string) => readFileSync(path.join(folder, `${name}.html`), 'utf8');
const CORPUS = path.join(import.meta.dirname, '../../../../../shared/corpus/html');

/** Cells all have one look, which would hide what a test is about. */
const short = (html: string) =>
  html
    .replaceAll('border:1px solid #ccc;padding:4px 8px;text-align:left;vertical-align:top', 'CELL')
    .replace(/border:1px solid #ccc;padding:4px 8px;(text-align:\w+);vertical-align:top/g, 'CELL;$1')
    .replaceAll('<table style="border-collapse:collapse">', '<table>')
    .replaceAll(' style="CELL"', '');
const pasted = (name: string) => short(cleanPaste(fixture(name)).html);

describe('what is copied from', () => {
  it('Gmail keeps its lines, list, link, emphasis, picture and quote', () => {
    expect(pasted('gmail')).toBe(
      '<div>Hi Ann,</div><div><br></div>' +
        '<div>the <strong>new</strong> price is below, see <a href="https://roofs.example/offer?id=7&amp;x=1">the offer</a>.</div>' +
        '<ul><li>Slate</li><li>Copper <em>(red)</em></li></ul><div>Best,</div>' +
        '<div><img src="https://mail.example/logo.png" alt="Roofs" width="96" height="40"></div>' +
        '<div>On Mon, 2 Mar 2026, Bob wrote:</div>' +
        '<blockquote style="margin:0 0 0 0.8ex;border-left:1px solid #ccc;padding-left:1ex">Can you come?</blockquote>',
    );
  });

  it('Outlook keeps paragraphs, links and lists in lists, and says that a picture stayed behind', () => {
    expect(pasted('outlook')).toBe(
      '<p>Dear Ann,</p><p><br></p>' +
        '<p>here is <strong><u>the plan</u></strong>: <a href="https://roofs.example/plan">roofs.example/plan</a> – call <a href="tel:+15550100">us</a>.</p>' +
        '<ul><li>Gutters<ul><li>Zinc</li></ul></li></ul>',
    );
    expect(cleanPaste(fixture('outlook')).lostPictures).toBe(1);
  });

  it('Word keeps headings, numbered and bulleted lists, the table, and what is bold by a style of its own', () => {
    expect(pasted('word')).toBe(
      '<h1>The offer</h1><p style="text-align:center"><strong>Confidential</strong></p>' +
        '<ol><li>Take the <strong>old</strong> roof off<ol type="a"><li>by hand</li>' +
        '<li>in two days<ol type="i"><li>if it is dry</li></ol></li></ol></li><li>Put the new one on</li></ol>' +
        '<p>In between.</p><ol start="3"><li>Clean up</li></ol>' +
        '<ul><li>Ladder<ul><li>Rope</li></ul></li><li>Hammer</li></ul>' +
        '<table><tbody><tr><td colspan="2" style="CELL;text-align:center"><strong>Prices</strong></td></tr>' +
        '<tr><td>Slate</td><td style="CELL;text-align:right">120&nbsp;€</td></tr></tbody></table>' +
        '<p>H<sub>2</sub>O and not<strong> loud</strong></p>',
    );
  });

  it('Word in a browser keeps its lists in lists', () => {
    expect(pasted('word-online')).toBe(
      '<p><strong>Steps</strong></p><ol><li>Measure<ol><li>twice</li></ol></li><li>Cut</li></ol>',
    );
  });

  it('Google Docs keeps emphasis by weight, lists, the table and every space, and is not bold throughout', () => {
    expect(pasted('google-docs')).toBe(
      '<h2>Schedule</h2>' +
        '<p>We come on <strong>Tuesday</strong>&nbsp; at <em><u>nine</u></em>, see <a href="https://roofs.example/">our site</a>.</p>' +
        '<div><br></div><ul><li>Roof<ul><li>Tiles</li></ul></li><li>Wall</li></ul>' +
        '<ol type="a"><li>First</li></ol>' +
        '<table><tbody><tr><td><strong>Day</strong></td><td><br></td></tr></tbody></table>' +
        '<p><sup>1</sup> a note<br>two</p>',
    );
  });

  it('Excel keeps cells, what is bold or aligned, and links, without the row of no height', () => {
    expect(pasted('excel')).toBe(
      '<table><tbody>' +
        '<tr><td colspan="2" style="CELL;text-align:center"><strong>Material</strong></td>' +
        '<td style="CELL;text-align:center"><strong>Price</strong></td></tr>' +
        '<tr><td>Slate &amp; lead</td><td><em><s>old</s></em></td><td style="CELL;text-align:right">1,234.50</td></tr>' +
        '<tr><td><a href="https://roofs.example/copper">Copper</a></td><td></td><td style="CELL;text-align:right">8.00</td></tr>' +
        '</tbody></table>',
    );
  });

  it('Google Sheets keeps cells', () => {
    expect(pasted('google-sheets')).toBe(
      '<table><tbody><tr><td><strong>Day</strong></td><td><strong>Hours</strong></td></tr>' +
        '<tr><td>Monday</td><td style="CELL;text-align:right">8</td></tr></tbody></table>',
    );
  });

  it('LibreOffice keeps headings, lists, header cells and links', () => {
    expect(pasted('libreoffice')).toBe(
      '<h1>Visit</h1><p>We measured <strong>your</strong> roof.</p>' +
        '<ol><li>North side<ul><li>12 m</li></ul></li><li>South side</li></ol>' +
        '<table><tbody><tr><th style="CELL;text-align:center">Side</th><th>Length</th></tr>' +
        '<tr><td>North</td><td style="CELL;text-align:right">12</td></tr></tbody></table>' +
        '<p><br></p><p><a href="mailto:office@roofs.example">Write</a></p>',
    );
  });

  it('a web page keeps what it says, and neither its colours nor its counting pixel', () => {
    expect(pasted('web-page')).toBe(
      '<h1>Slate roofs</h1>' +
        '<p>They last <strong>a hundred</strong> years <a href="https://roofs.example/slate">as we wrote</a>, or more.</p>' +
        '<ul><li><a href="https://roofs.example/a">One</a></li><li><a href="https://roofs.example/b">Two</a></li></ul>' +
        '<table><caption>Prices</caption><thead><tr><th>Kind</th><th colspan="2">From – to</th></tr></thead>' +
        '<tbody><tr><td rowspan="2">Slate</td><td style="CELL;text-align:right">1</td><td>2</td></tr>' +
        '<tr><td>3</td><td><code>4</code></td></tr></tbody></table>' +
        '<div><img src="https://roofs.example/roof.jpg" alt="A roof" width="640" height="480"></div><div>A roof</div>' +
        '<pre>roof  {\n  pitch: 30\n}</pre><div>Pitch</div><div>30°</div><hr>' +
        '<p dir="rtl">שלום <strong>עולם</strong></p>',
    );
  });

  it.each([
    ['a kind that mail programs do not show', 'data:image/bmp;base64,Qk0='],
    ['what is only for who is signed in', 'https://mail.google.com/mail/u/0?ui=2&attid=0.1&disp=emb'],
    ['what is only for who is signed in', 'https://attachment.outlook.live.net/owa/x'],
  ])('a picture that could not travel along is told to have stayed behind: %s', (_, src) => {
    const { html, lostPictures } = cleanPaste(`<p>Roof:<img src="${src}"> slate</p>`);
    expect(html).toContain('Roof: slate');
    expect(html).not.toContain('<img');
    expect(lostPictures).toBe(1);
  });

  it('a hostile page keeps its words and nothing that acts or loads', () => {
    const { html, lostPictures } = cleanPaste(fixture('hostile'));
    expect(short(html)).toBe(
      '<p>Harmless words link data</p><div>go</div>' +
        '<table><tbody><tr><td>One</td><td>Two</td></tr></tbody></table><p>The last words.</p>',
    );
    expect(lostPictures).toBe(2);
  });
});

describe('a piece of', () => {
  it.each([
    ['a line is bare text', '<span style="color:red">two <b>words</b></span>', 'two <strong>words</strong>'],
    ['a single cell is its text', '<table><tr><td style="color:red">one</td></tr></table>', '<div>one</div>'],
    [
      'a table without its table is a table',
      '<meta charset="utf-8"><tr><td>a</td><td>b</td></tr>',
      '<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>',
    ],
    [
      'a layout is what it holds',
      '<table><tr><td><table><tr><td>Dear</td><td>Ann</td></tr></table></td><td>Bye</td></tr></table>',
      '<table><tbody><tr><td>Dear</td><td>Ann</td></tr></tbody></table><div>Bye</div>',
    ],
    ['a list without its list is a list', '<li>one</li><li>two</li>', '<ul><li>one</li><li>two</li></ul>'],
    [
      'code from an editor keeps its indents',
      '<div style="white-space:pre;font-family:Menlo"><div><span style="color:#00f">if</span> x:</div><div>    y()</div></div>',
      '<div>if x:</div><div>&nbsp;&nbsp;&nbsp; y()</div>',
    ],
    [
      'a link around a heading stays a link',
      '<a href="https://a.example/"><h3>Go</h3></a>',
      '<h3><a href="https://a.example/">Go</a></h3>',
    ],
    ['a link to a file goes and its text stays', '<a href="file:///c:/x.doc">the plan</a>', 'the plan'],
    ['a relative picture cannot be fetched by anybody', '<p>a<img src="/x.png">b</p>', '<p>ab</p>'],
    [
      'a picture of the desk stays one',
      '<img src="cid:0123456789abcdef0123456789abcdef@inline.countersign" width="3000" class="x">',
      '<img src="cid:0123456789abcdef0123456789abcdef@inline.countersign" alt="" width="3000">',
    ],
    ['a part of another mail is no picture here', '<p>a<img src="cid:image001.png@01D9"></p>', '<p>a</p>'],
    [
      'a right-to-left line keeps its direction',
      '<div dir="rtl"><ul><li>אחת</li></ul></div>',
      '<ul dir="rtl"><li>אחת</li></ul>',
    ],
    [
      'what runs the other way in a line keeps its direction',
      '<p dir="rtl">מחיר <span dir="ltr" style="color:red">$4,<b>200</b></span> <bdi>abc</bdi><bdi>def</bdi></p>',
      '<p dir="rtl">מחיר <span dir="ltr">$4,<strong>200</strong></span> <bdi>abc</bdi><bdi>def</bdi></p>',
    ],
    [
      'a link and what runs the other way in it or around it stay one',
      '<p><a href="https://a.example/">to <span dir="rtl">אחת</span></a> <font dir="rtl">a <a href="https://b.example/">b</a></font></p>',
      '<p><a href="https://a.example/">to <span dir="rtl">אחת</span></a> <span dir="rtl">a <a href="https://b.example/">b</a></span></p>',
    ],
    [
      'the direction that a line has anyway is not said again',
      '<p>a <span dir="ltr">b</span></p>',
      '<p>a b</p>',
    ],
  ])('%s', (_, source, expected) => {
    expect(short(cleanPaste(source).html)).toBe(expected);
  });

  it('letters count on where they stand, Roman or not', () => {
    const items = (marks: string[]) =>
      marks
        .map(
          (mark) =>
            `<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">${mark}&nbsp;</span>x</p>`,
        )
        .join('');
    const lists = (...marks: string[]) => cleanPaste(items(marks)).html.replaceAll('<li>x</li>', 'x');
    expect(lists('h.', 'i.', 'j.')).toBe('<ol type="a" start="8">xxx</ol>');
    expect(lists('i.', 'ii.', 'v.')).toBe('<ol type="i">xx</ol><ol type="i" start="5">x</ol>');
    expect(lists('(IX)', '(X)')).toBe('<ol type="I" start="9">xx</ol>');
    expect(lists('1.1.', '1.2.')).toBe('<ol>xx</ol>');
    expect(lists('§', '–', 'o')).toBe('<ul>xxx</ul>');
  });
});

const ALLOWED: Record<string, RegExp> = {
  alt: /^/,
  colspan: /^\d+$/,
  dir: /^(?:rtl|ltr)$/,
  height: /^\d+$/,
  href: /^(?:https?|mailto|tel|sms):/i,
  rowspan: /^\d+$/,
  src: /^(?:https?:|cid:|data:image\/)/i,
  start: /^-?\d+$/,
  style:
    /^(?:text-align:\w+|border-collapse:collapse|border:1px solid #ccc;padding:4px 8px;text-align:\w+;vertical-align:top|margin:0 0 0 0\.8ex;border-left:1px solid #ccc;padding-left:1ex)$/,
  type: /^[aAiI]$/,
  width: /^\d+$/,
};
const TAGS =
  /^(?:a|bd[io]|blockquote|br|caption|code|div|em|h[1-6]|hr|img|li|ol|p|pre|s|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|u|ul)$/;

/** Nothing but what every mail client shows, and the same again for every parser and for the mail policy. */
function expectClean(html: string) {
  for (const element of inertBody(html).querySelectorAll('*')) {
    expect(element.localName).toMatch(TAGS);
    for (const { name, value } of element.attributes) {
      expect(ALLOWED).toHaveProperty(name);
      expect(value).toMatch(ALLOWED[name] ?? /^$/);
    }
  }
  expect(inertBody(html).innerHTML).toBe(html);
  expect(mailSanitiser.sanitise(html)).toEqual({ html, dropped: [] });
}

const words = (html: string) => (inertBody(html).textContent ?? '').replace(/[\s\u00a0]+/g, '');

describe('whatever is pasted', () => {
  it('becomes markup of a short list, which no parser changes', () => {
    const tag = fc.constantFrom(
      ...'a b blockquote br code div em font h1 h2 hr i img li ol p pre span strong table td th tr u ul script svg'.split(
        ' ',
      ),
    );
    const style = fc.constantFrom(
      '',
      ' style="font-weight:bold"',
      ' style="font-weight:400;color:red"',
      ' style="white-space:pre-wrap"',
      ' style="mso-list:l0 level2 lfo1"',
      ' class="MsoNormal" id="x" onclick="y()"',
      ' href="https://a.example/" src="https://a.example/i.png"',
      ' dir="rtl" align="right"',
    );
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 6 }),
      fc.constantFrom(' ', '\n\t', '&nbsp;', '  two  '),
      fc.tuple(tag, style).map(([name, attributes]) => `<${name}${attributes}>`),
      tag.map((name) => `</${name}>`),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expectClean(cleanPaste(pieces.join('')).html);
      }),
      { numRuns: 150 },
    );
  });

  it.each(readdirSync(folder).map((file) => [path.basename(file, '.html')]))('from %s is clean', (name) => {
    expectClean(cleanPaste(fixture(name)).html);
  });
});

describe('real clipboards of Word', () => {
  const real = path.join(CORPUS, 'plate-docx');
  if (!existsSync(real)) {
    it('are not beside this checkout, so only the clipboards of its own making were tried', () => {
      expect(readdirSync(folder).length).toBeGreaterThanOrEqual(10);
    });
    return;
  }
  const lists: Record<string, [items: number, lists: number]> = {
    'dummy_item_after_list_item.html': [1, 1],
    'numbered_sublist.html': [19, 6],
    'src_lib_docx-cleaner___tests___input_whitespaces-3.html': [1, 1],
  };
  it.each(readdirSync(real).map((file) => [file]))(
    '%s keeps its words and lists and leaves Word behind',
    (file) => {
      const source = readFileSync(path.join(real, file), 'utf8');
      const { html } = cleanPaste(source);
      expectClean(html);
      const body = inertBody(html);
      const found = [body.querySelectorAll('li').length, body.querySelectorAll('ul, ol').length];
      expect(found).toEqual(lists[file] ?? [0, 0]);
      const marks = inertBody(mailSanitiser.sanitise(source).html);
      for (const gone of marks.querySelectorAll('style, [style*="mso-list: Ignore"]')) gone.remove();
      expect(words(html)).toBe(words(marks.innerHTML));
    },
  );
});

describe('real messages', () => {
  if (!existsSync(CORPUS)) {
    it('are not beside this checkout', () => {
      expect(existsSync(folder)).toBe(true);
    });
    return;
  }
  const mails = ['nylas-mail', 'quotequail', 'soundasleep-html2text', 'talon'].flatMap((from) =>
    readdirSync(path.join(CORPUS, from))
      .filter((file) => file.endsWith('.html'))
      .map((file) => path.join(from, file)),
  );
  it.each(mails.map((file) => [file]))('%s can be pasted, and stays readable', (file) => {
    const { html } = cleanPaste(readFileSync(path.join(CORPUS, file), 'utf8'));
    expectClean(html);
  });
});
