import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import {
  imageUrl,
  keptAttributes,
  keptTags,
  linkUrl,
  type Use,
  urlAttributes,
} from '#mail/sanitise-policy.ts';
import { loadSanitiser } from './mail-sanitiser.ts';

const { sanitise } = await loadSanitiser();
const { document, DOMParser } = new JSDOM('').window;
const clean = (html: string) => sanitise(html).html;

/** Whatever in a piece of HTML could act, by a reading of its own. */
function threats(html: string, use: Use = 'message'): string[] {
  const unsafeCss =
    use === 'message'
      ? /expression\s*\(|javascript:|@import|(?<![-\w])behavior:|binding:|position:\s*fixed/i
      : /expression\s*\(|url\(\s*["']?javascript:|(?<![-\w])behavior:|binding:/i;
  const template = document.createElement('template');
  template.innerHTML = html;
  return [...template.content.querySelectorAll('*')].flatMap((element) => {
    const found = keptTags[use].includes(element.localName) ? [] : [element.localName];
    for (const { name, value } of element.attributes) {
      const address = value.replace(/[\0-\x20\xa0]/g, '');
      if (!keptAttributes[use].includes(name) && !/^(?:data|aria)-/.test(name)) found.push(name);
      if (urlAttributes.has(name) && !linkUrl[use].test(address) && !imageUrl[use].test(address))
        found.push(`${name}=${address}`);
      if (name === 'style' && unsafeCss.test(value)) found.push(value);
    }
    if (element.localName === 'style' && unsafeCss.test(element.textContent ?? '')) found.push('css');
    return found;
  });
}

describe('mail keeps what it looks like', () => {
  const kept = [
    '<table width="600" cellpadding="0" bgcolor="#fff" background="https://x.org/a.png"><tbody><tr><td align="center" valign="top">x</td></tr></tbody></table>',
    '<p style="margin:0 ;; color : RED;mso-line-height-rule:exactly; font-family:\'A\'"> x</p>',
    '<center><font color="red" face="Arial" size="2">x</font></center>',
    '<img src="cid:a@b" alt=" " width="1"><img src="data:image/png;base64,AAAA">',
    '<a href="https://x.org/?a=1&amp;b=2" target="_blank">x</a><a href="mailto:a@x.org">y</a><a href="tel:+1">z</a><a name="top"></a><a href="#top">t</a>',
    '<div dir="rtl" lang="he">שלום</div>',
    '<style>@media (max-width: 600px) { .a > b { color: red } } /* c */</style>',
    '<a href="{{action_url}}">x</a>',
    '<a href="skype:ann?call">x</a><a href="sip:ann@x.org">y</a><a href="facetime:ann@x.org">z</a><a href="whatsapp://send?phone=1">w</a>',
    '<blockquote type="cite" cite="mid:1@x.org">x</blockquote><blockquote cite="cid:1@x.org">y</blockquote>',
    '<div data-smartmail="gmail_signature" class="gmail_signature">x</div>',
    '<pre>\n\n two</pre>',
    'plain &amp; simple &nbsp;',
  ];
  it.each(kept)('%s', (html) => expect(sanitise(html)).toEqual({ html, dropped: [] }));

  it("keeps a body's own look, and the direction of the document, on a body tag", () => {
    expect(
      clean(
        '<html dir="rtl"><head><title>t</title></head><body bgcolor="#eee" style="margin:0" onload="x()">x</body></html>',
      ),
    ).toBe('<body bgcolor="#eee" style="margin:0" dir="rtl">x');
  });

  it("keeps Outlook's style sheet, which hides in a comment", () => {
    expect(clean('<style><!-- p.MsoNormal {margin:0cm;} --></style><p class="MsoNormal">x</p>')).toContain(
      'p.MsoNormal {margin:0cm;}',
    );
  });
});

describe('a draft keeps besides what cannot act in the desk', () => {
  const kept = [
    '<form action="https://x.org/" method="post"><label for="a">n</label><input name="a" value="b"><button>go</button></form>',
    '<select><option value="1">one</option></select><textarea rows="2">text</textarea>',
    '<video controls="" poster="https://x.org/p.png"><source src="https://x.org/v.mp4" type="video/mp4"></video>',
    '<style><!-- @font-face {font-family:"A";} p.MsoNormal {margin:0cm;} --></style><p class="MsoNormal">x</p>',
    '<style>@import url("https://fonts.example/css"); a{color:red}</style>',
    '<div style="position:absolute;top:0">x</div>',
    '<img src="data:image/svg+xml,%3Csvg/%3E" name="logo">',
    '<body bgcolor="#eee" style="margin:0"><p>x</p>',
    '<div data-signatureblock="true">x</div>',
    '<a href="x-apple-data-detectors://0">x</a><a href="file:///C:/offer.pdf">y</a><a href="about:blank">z</a>',
  ];
  it.each(kept)('%s', (html) => expect(sanitise(html, 'draft')).toEqual({ html, dropped: [] }));

  const lost: [string, string, string][] = [
    ['<form action="javascript:alert(1)">x</form>', '<form>x</form>', 'a link that runs a script'],
    ['<style><!-- a{behavior:url(x)} --></style>', '<style><!-- a{} --></style>', 'unsafe styling'],
    ['<button formaction="https://x.org" onclick="a()">x</button>', '<button>x</button>', 'an event handler'],
    ['<video><script>1</script><iframe></iframe></video>', '<video></video>', 'a script'],
  ];
  it.each(lost)('but not what acts: %s', (html, expected, what) => {
    const result = sanitise(html, 'draft');
    expect(result.html).toBe(expected);
    expect(result.dropped.map((each) => each.what)).toContain(what);
    expect(sanitise(result.html, 'draft')).toEqual({ html: result.html, dropped: [] });
  });
});

describe('what nobody would have seen goes without a word', () => {
  it.each([
    '<!-- a note -->x',
    '<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]-->x',
    '<!--[if mso]><style>table {border-collapse:collapse}</style><![endif]-->x',
    '<!--[if !mso]><!-->x<!--<![endif]-->',
    '<![if !vml]>x<![endif]>',
    '<link rel="File-List" href="cid:filelist.xml@01D"><link rel="Edit-Time-Data" href="cid:editdata.mso">x',
  ])('%s', (html) => expect(sanitise(html, 'draft')).toEqual({ html: 'x', dropped: [] }));
});

describe('mail loses what could act', () => {
  const lost: [string, string, string][] = [
    ['<script>alert(1)</script>x', 'x', 'a script'],
    ['<p onclick="a()">x</p>', '<p>x</p>', 'an event handler'],
    ['<iframe src="https://x.org"></iframe>x', 'x', 'a frame'],
    ['<form action="/x"><p>x</p><input></form>', '<p>x</p>', 'a form field'],
    ['<svg><script>1</script></svg>x', 'x', 'a drawing (SVG)'],
    ['<a href="java\nscript:alert(1)">x</a>', '<a>x</a>', 'a link that runs a script'],
    ['<img src="data:image/svg+xml,<svg>">', '<img>', 'an unsafe address'],
    ['<a href="data:text/html,x">x</a>', '<a>x</a>', 'an unsafe address'],
    [
      '<blockquote cite="javascript:a()">x</blockquote>',
      '<blockquote>x</blockquote>',
      'a link that runs a script',
    ],
    ['<a href="search-ms:query=x">x</a>', '<a>x</a>', 'an address that only some computers know'],
    ['<a href="file:///C:/offer.pdf">x</a>', '<a>x</a>', 'an address that only some computers know'],
    ['<link rel="alternate stylesheet" href="https://x.org/a.css">x', 'x', 'an external style sheet'],
    ['<p style="color:red;position:fixed;top:0">x</p>', '<p style="color:red;top:0">x</p>', 'unsafe styling'],
    ['<p style="p\\6fsition:var(--x)">x</p>', '<p>x</p>', 'unsafe styling'],
    [
      '<p style="width:exp/**/ression(1);background:url(javascript:1);color:red">x</p>',
      '<p style="width:exp/**/ression(1);color:red">x</p>',
      'unsafe styling',
    ],
    [
      '<style>@import "x.css";a{color:red;behavior:url(x)}</style>',
      '<style>a{color:red;}</style>',
      'unsafe styling',
    ],
    ['<meta http-equiv="refresh" content="0;url=x">x', 'x', 'an automatic redirect'],
    ['<frameset><frame src="x"></frameset>', '', 'a frame'],
    ['<base href="https://x.org">x', 'x', 'a base address'],
    ['<p>a</p><!--[if mso]><p>b</p><![endif]--><p>c</p>', '<p>a</p><p>c</p>', 'what only Outlook shows'],
    ['<!--[if (gte mso 9)|(IE)]><table><tr><td><![endif]-->x', 'x', 'what only Outlook shows'],
    ['<template><p>a</p></template>x', 'x', 'a template'],
    ['x<xmp><p>a</p></xmp>', 'x', 'a text in markup that is out of use'],
    ['x<noembed>a</noembed>', 'x', 'a text in markup that is out of use'],
    ['x<noframes>a</noframes>', 'x', 'a text in markup that is out of use'],
    ['x<plaintext>a', 'x', 'a text in markup that is out of use'],
  ];
  it.each(lost)('%s', (html, expected, what) => {
    const result = sanitise(html);
    expect(result.html).toBe(expected);
    expect(result.dropped.map((each) => each.what)).toContain(what);
    expect(sanitise(result.html)).toEqual({ html: result.html, dropped: [] });
  });

  it('may not bring marks that only this desk makes', () => {
    expect(clean('<p data-quoted data-held-style="position:fixed" data-x="1">x</p>')).toBe(
      '<p data-x="1">x</p>',
    );
  });

  it('becomes its text when it is nested beyond all reason', () => {
    const result = sanitise(`${'<div>'.repeat(200_000)}the text`);
    expect(result.html).toContain('the text');
    expect(result.dropped.map((each) => each.what)).toEqual(['markup that is nested too deep']);
    expect(clean(`${'<div>'.repeat(200)}x`)).toContain('<div>x');
  });
});

const corpus = new URL('../../../shared/corpus/', import.meta.url);
const there = existsSync(corpus);
const filesIn = (folder: string) =>
  there ? readdirSync(new URL(folder, corpus), { recursive: true, encoding: 'utf8' }) : [];

describe.runIf(there)('the corpus', () => {
  it.each(filesIn('xss/').filter((name) => name.endsWith('.json')))(
    'leaves nothing of the attacks in %s that could act',
    (name) => {
      const attacks = JSON.parse(readFileSync(new URL(`xss/${name}`, corpus), 'utf8')) as string[];
      // The long lists repeat themselves: a sample of each keeps the suite quick.
      const step = Math.ceil(attacks.length / 80);
      const sample = attacks.filter((_, i) => i % step === 0);
      for (const use of ['message', 'draft'] as const) {
        const results = sample.map((attack) => ({ attack, html: sanitise(attack, use).html }));
        expect(results.filter(({ html }) => threats(html, use).length > 0)).toEqual([]);
        expect(results.filter(({ html }) => sanitise(html, use).html !== html)).toEqual([]);
      }
    },
  );

  const textOf = (html: string) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    for (const silent of page.querySelectorAll(
      'script,style,title,noscript,svg,math,xml,select,textarea,template',
    ))
      silent.remove();
    return (page.body.textContent ?? '').replace(/\s+/g, '');
  };
  it.each(filesIn('html/').filter((name) => name.endsWith('.html')))(
    'keeps the text of %s, and is done at once',
    (name) => {
      const html = readFileSync(new URL(`html/${name}`, corpus), 'utf8');
      const once = clean(html);
      expect(textOf(once)).toBe(textOf(html));
      expect(threats(once)).toEqual([]);
      expect(sanitise(once)).toEqual({ html: once, dropped: [] });
      const draft = sanitise(html, 'draft').html;
      expect(threats(draft, 'draft')).toEqual([]);
      expect(sanitise(draft, 'draft')).toEqual({ html: draft, dropped: [] });
    },
  );
});
describe.runIf(!there)('the corpus', () => {
  it('is not beside this checkout', () => expect(there).toBe(false));
});
