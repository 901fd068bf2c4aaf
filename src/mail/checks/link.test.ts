import { describe, expect, it } from 'vitest';
import { findingsOf, quotesOf } from './reply-for-tests.ts';

const link = (href: string, text: string) => `<p>See <a href="${href}">${text}</a>.</p>`;
const quotes = (bodyHtml: string) => quotesOf('link', { bodyHtml });

describe('a link that misleads is found', () => {
  const rows: [string, string, string][] = [
    ['', 'our prices', 'our prices'],
    ['#', 'our prices', 'our prices'],
    ['https://', 'our prices', 'our prices'],
    ['about:blank', 'our prices', 'our prices'],
    ['mailto:', 'write to us', 'write to us'],
    ['{{link}}', 'our prices', 'our prices'],
    ['prices.html', 'our prices', 'our prices'],
    ['https://b.example', 'https://a.example', 'https://a.example'],
    ['https://b.example/x', 'a.example/x', 'a.example/x'],
    ['https://b.example', 'www.a.example', 'www.a.example'],
    ['https://click.track.example/?u=https://a.example', 'https://a.example', 'https://a.example'],
    ['https://a.example@b.example/', 'https://a.example/', 'https://a.example/'],
    ['https://a.example.b.example/', 'a.example', 'a.example'],
    ['https://b.example', 'Visit https://a.example/x today', 'Visit https://a.example/x today'],
    ['mailto:eve@b.example', 'ann@a.example', 'ann@a.example'],
    ['https://a.example', 'ann@a.example', 'ann@a.example'],
    ['mailto:ann@a.example', 'https://a.example', 'https://a.example'],
    // Cyrillic а in the first, all of the word in the second.
    ['https://p\u0430ypal.example', 'pay here', 'pay here'],
    ['https://xn--80ak6aa92e.com/', 'your account', 'your account'],
  ];
  it.each(rows)('%j as %j', (href, text, quote) => expect(quotes(link(href, text))).toEqual([quote]));

  it('without a target, on a picture, over two lines and without being made one', () => {
    expect(quotes('<p><a>our prices</a></p>')).toEqual(['our prices']);
    expect(quotes('<p><a href="#"><img src="cid:x"></a></p>')).toEqual([null]);
    expect(quotes('<a href="#"><div>our</div><div>prices</div></a>')).toEqual(['our']);
    expect(quotes('<p>Go to https://p\u0430ypal.example/x now</p>')).toEqual([
      'https://p\u0430ypal.example/x',
    ]);
    expect(quotesOf('link', { modality: 'text', bodyHtml: 'Pay: www.p\u0430ypal.example' })).toEqual([
      'www.p\u0430ypal.example',
    ]);
  });
});

describe('a link that keeps its word is left alone', () => {
  it.each([
    ['https://a.example', 'our prices'],
    ['https://a.example/', 'https://a.example'],
    ['http://a.example', 'https://a.example'],
    ['https://www.a.example/', 'a.example'],
    ['https://a.example/b?c', 'https://www.a.example/…'],
    ['https://A.example', 'a.EXAMPLE'],
    ['https://a.example:8443/x', 'a.example'],
    ['//a.example/x', 'a.example'],
    ['https://a.example', '(https://a.example),'],
    ['https://b.example', 'https://a.exam…'],
    ['https://b.example/q.pdf', 'quote.pdf'],
    ['https://b.example', 'e.g. this one'],
    ['https://b.example', 'Version 2.10'],
    ['mailto:ann@a.example', 'ann@a.example'],
    ['mailto:Ann@A.example?subject=Hi', 'ann@a.example'],
    ['mailto:eve%40b.example,ann@a.example', 'ann@a.example'],
    ['mailto:ann@a.example', 'write to Ann'],
    ['tel:+4930123', '030 123'],
    ['#prices', 'our prices'],
    ['https://m\u00fcller.example', 'm\u00fcller.example'],
    ['https://xn--mller-kva.example', 'm\u00fcller.example'],
    ['https://пример.рф', 'пример.рф'],
  ])('%j as %j', (href, text) => expect(quotes(link(href, text))).toEqual([]));

  it.each([
    ['an anchor', '<p><a name="x">Prices</a><a id="y">Dates</a></p>'],
    ['one that nobody sees', '<p>Hi<a href=""></a></p>'],
    [
      'in the history',
      `<p>Yes</p><blockquote type="cite">${link('https://b.example', 'a.example')}</blockquote>`,
    ],
  ])('%s', (_, html) => expect(quotes(html)).toEqual([]));
});

it('the signature’s links count, since they go out as well', () => {
  expect(quotes(`<p>Yes</p><div class="gmail_signature">${link('#', 'Roofers')}</div>`)).toEqual(['Roofers']);
});

it('the finding names what the link says and where it leads', () => {
  expect(findingsOf('link', { bodyHtml: link('https://b.example/x', 'https://a.example') })[0]?.reason).toBe(
    'The link “https://a.example” says a.example but leads to b.example: make the text and the target agree.',
  );
});
