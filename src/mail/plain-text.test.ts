import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlankHtml, searchTextOf, snippetOf } from './plain-text.ts';

describe('the first words of a message', () => {
  const snippets: [string, string][] = [
    [
      '<html><head><title>T</title><style>a{}</style></head><body><p>Hi&nbsp;Ann,</p><p>it&apos;s &lt;ok&gt;</p><!-- c --></body>',
      "Hi Ann, it's <ok>",
    ],
    ['a<b>b</b>c<br>d<script>if (a < b) x()</script>', 'abc d'],
    [
      '<div>Sure.</div><div class="gmail_quote">On Monday Ann wrote:<blockquote>Hi</blockquote></div>',
      'Sure.',
    ],
    ['<div class="gmail_quote">only this</div>', 'only this'],
    ['<p>unclosed <style>', 'unclosed'],
    ['&zwnj;&#8203;Hidden&shy; filler', 'Hidden filler'],
  ];
  it.each(snippets)('%s', (html, words) => expect(snippetOf(html, 'html')).toBe(words));

  it('leave out the history of a plain message', () => {
    expect(snippetOf('Yes <b>\n\nOn 1 May 2026, Ann wrote:\n> really?', 'text')).toBe('Yes <b>');
  });

  it('stop at the length asked for, and never within a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.integer({ min: 1, max: 60 }),
        (text, length) => {
          expect(snippetOf(text, 'text', length).length).toBeLessThanOrEqual(length);
          expect(snippetOf('😀'.repeat(100), 'text', length)).not.toMatch(
            /[\ud800-\udbff](?![\udc00-\udfff])/,
          );
        },
      ),
    );
  });

  it.each(['<', '<a ', '<div>', '<!--', '&', '<style>', ' ', '<p x="', '</', '> '])(
    'a megabyte of %j has a snippet before the test runs out of time',
    (piece) => {
      const body = piece.repeat(1_000_000 / piece.length);
      expect(snippetOf(body, 'html').length).toBeLessThanOrEqual(140);
      expect(snippetOf(body, 'text').length).toBeLessThanOrEqual(140);
    },
  );
});

describe('the words of a body for a search', () => {
  const texts: [string, string][] = [
    ['<p>M&uuml;ller</p><p>caf&#233; Z&#xFC;rich</p>', 'Müller café Zürich'],
    [
      '<b>Sky</b>light<br>two<td>cell</td><td>next</td> R<nobr>o</nobr>of&shy;er',
      'Skylight two cell next Roofer',
    ],
    ['Blo&#x308;sch &lt;b&gt; R&amp;B', 'Blösch b R&B'],
    ['<head><title>T</title><style>a{}</style></head><!-- c --><p class="x">a</p><script>b</script>', 'a'],
    [
      '<p>new</p><div class="gmail_quote">On Monday Ann wrote:<blockquote>old</blockquote></div>',
      'new On Monday Ann wrote: old',
    ],
    ['&#0;&#xD800;', '\ufffd\ufffd'],
    ['', ''],
  ];
  it.each(texts)('%s', (html, words) => expect(searchTextOf(html)).toBe(words));

  it.each(['<b>', '<b><p>', '<b></p>', '<div><span>'])('are not looked for in %j within itself', (piece) =>
    expect(searchTextOf(`${piece.repeat(20_000)}deep`)).toBeNull(),
  );
});

describe('a body is blank', () => {
  it.each(['', ' ', '<p><br></p>', '<p>&nbsp;</p><style>a{}</style>', '<!-- x -->'])('%j', (html) =>
    expect(isBlankHtml(html)).toBe(true),
  );
  it.each([
    'x',
    '<img src="cid:a">',
    '<p>.</p>',
    '&lt;',
    // Newsletters fill their preview with characters that nobody sees, ahead of the text.
    `<span>${'&nbsp;&zwnj;'.repeat(900)}</span><p>Warning</p>`,
  ])('not %j', (html) => expect(isBlankHtml(html)).toBe(false));
});
