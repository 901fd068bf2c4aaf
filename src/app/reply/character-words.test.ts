import { expect, test } from 'vitest';
import { characterWords } from './character-words.ts';

test.each([
  ['“”', '“ ” (curly quotes)'],
  ['“—”…🎉', '“ ” (curly quotes), — (em dash), … (ellipsis), 🎉 (emoji)'],
  ['——', '— (em dashes)'],
  ['\u00a0', 'a no-break space'],
  ['\u200b\ufeff', 'hidden characters'],
  ['áíóúâêçã', 'á í ó ú â ê and 2 more (accented letters)'],
])('%j are called %s', (characters, words) => {
  expect(characterWords([...characters])).toBe(words);
});
