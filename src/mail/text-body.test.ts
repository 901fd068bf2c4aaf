import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyOfText, textBody } from './text-body.ts';

test.each([
  ['On our way', 'On our way'],
  ['5 < 6 and 7 > 3, <3', '5 < 6 and 7 > 3, <3'],
  ['line one\n\n\n\nline two  ', 'line one\n\n\n\nline two  '],
  ['<p>Hi Sam,</p><p>20 minutes &amp; counting.</p>', 'Hi Sam,\n20 minutes & counting.'],
  ['<p>Hi Sam,</p>\n<p>see <b>you</b></p>', 'Hi Sam,\nsee you'],
  ['one<br>two<br><br>three', 'one\ntwo\n\nthree'],
  ['<ul><li>tiles</li><li>nails</li></ul>', 'tiles\nnails'],
  ['<style>p{color:red}</style><p>Hello</p><script>alert(1)</script>', 'Hello'],
])('%j says %j', (body, expected) => {
  expect(textBody(body)).toBe(expected);
});

test('what has no angle brackets is never changed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (body) => {
      const plain = body.replaceAll('<', '');
      expect(textBody(plain)).toBe(plain);
    }),
  );
});

test('what is typed is what is said, whatever it looks like', () => {
  const piece = fc.oneof(
    fc.constantFrom('<b>', '</b>', '<br>', '<pre>', '</pre>', '&lt;', '&amp;', '<', ' ', '\n', 'a'),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('');
      expect(textBody(bodyOfText(text))).toBe(text);
    }),
  );
});
