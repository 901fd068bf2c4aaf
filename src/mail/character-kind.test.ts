import { expect, test } from 'vitest';
import { kindOf } from './character-kind.ts';

test.each([
  ['“', 'curly quote', 'curly quotes'],
  ['—', 'em dash', 'em dashes'],
  ['–', 'en dash', 'en dashes'],
  ['…', 'ellipsis', 'ellipses'],
  ['•', 'bullet', 'bullets'],
  ['\u00a0', 'no-break space', 'no-break spaces'],
  ['\u2009', 'thin space', 'thin spaces'],
  ['\u200b', 'hidden character', 'hidden characters'],
  ['á', 'accented letter', 'accented letters'],
  ['e\u0301', 'accented letter', 'accented letters'],
  ['ł', 'special letter', 'special letters'],
  ['ﬁ', 'ligature', 'ligatures'],
  ['Ａ', 'full-width character', 'full-width characters'],
  ['½', 'fraction', 'fractions'],
  ['°', 'degree sign', 'degree signs'],
  ['₹', 'currency sign', 'currency signs'],
  ['™️', 'trademark sign', 'trademark signs'],
  ['🎉', 'emoji', 'emoji'],
  ['1️⃣', 'emoji', 'emoji'],
  ['🇩🇪', 'emoji', 'emoji'],
  ['С', 'Cyrillic letter', 'Cyrillic letters'],
  ['漢', 'Chinese character', 'Chinese characters'],
  ['ก', 'letter of another script', 'letters of another script'],
  ['✓', 'symbol', 'symbols'],
])('%s is called %s', (character, one, many) => {
  expect(kindOf(character)).toMatchObject({ one, many });
});

test('what cannot be seen is not shown', () => {
  expect(['\u00a0', '\u200b', '\t', '“'].map((character) => kindOf(character).blank)).toEqual([
    true,
    true,
    true,
    false,
  ]);
});
