import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePunycode } from './punycode.ts';

test.each([
  ['mller-kva', 'müller'],
  ['80ak6aa92e', 'аррӏе'],
  ['e1afmkfd', 'пример'],
  ['fiqs8s', '中国'],
  ['ls8h', '💩'],
  ['tda', 'ü'],
])('%s is %s', (encoded, decoded) => expect(decodePunycode(encoded)).toBe(decoded));

test.each(['mller-kv', '!', '999999999', 'a'.repeat(64)])('%s is nothing', (encoded) =>
  expect(decodePunycode(encoded)).toBeNull(),
);

test('what a URL encodes is decoded again, and nothing else breaks it', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'aбüλ中z9'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(letters, fc.string(), (word, garbage) => {
      decodePunycode(garbage);
      const label = new URL(`https://a${word}.example`).hostname.split('.')[0] ?? '';
      if (label.startsWith('xn--')) expect(decodePunycode(label.slice(4))).toBe(`a${word}`);
    }),
  );
});
