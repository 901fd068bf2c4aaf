import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffTexts } from './diff-texts.ts';

const textWithout = (kind: 'ins' | 'del', before: string, after: string) =>
  diffTexts(before, after)
    .parts.filter((part) => part.kind !== kind)
    .map(({ text }) => text)
    .join('');
const squeezed = (text: string) => text.replace(/[\s\u200b\ufeff]/g, '');

test('a word that was replaced is shown as that word', () => {
  expect(diffTexts('See you Wednesday, Ann', 'See you Friday, Ann').parts).toEqual([
    { kind: 'same', text: 'See you ' },
    { kind: 'del', text: 'Wednesday' },
    { kind: 'ins', text: 'Friday' },
    { kind: 'same', text: ', Ann' },
  ]);
});

test('words are found in scripts that write no spaces', () => {
  const { parts } = diffTexts('你好，我们星期三来。', '你好，我们星期五来。');
  expect(parts.filter(({ kind }) => kind !== 'same').map(({ text }) => text)).toEqual(['星期三', '星期五']);
});

test('white space alone is no change', () => {
  expect(diffTexts('a  b\nc', 'a b c')).toMatchObject({ changed: false, inserted: 0, deleted: 0 });
});

test('both texts can be read out of the parts', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.constantFrom('a', 'the', 'roof', ' ', '\n', ',', '你好'), { maxLength: 30 })
      .map((p) => p.join('')),
  );
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(squeezed(textWithout('ins', before, after))).toBe(squeezed(before));
      expect(textWithout('del', before, after)).toBe(after);
    }),
  );
});

test('a megabyte of other words ends soon, and is said to be compared roughly', () => {
  const words = (seed: number) =>
    Array.from({ length: 150_000 }, (_, i) => `w${(i * seed) % 9973}`).join(' ');
  const [before, after] = [words(7), words(11)];
  const { coarse, parts } = diffTexts(before, after);
  expect(coarse).toBe(true);
  expect(
    parts
      .filter(({ kind }) => kind !== 'del')
      .map(({ text }) => text)
      .join(''),
  ).toBe(after);
}, 10_000);
