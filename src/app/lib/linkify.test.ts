import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkify } from './linkify.ts';

const links = (text: string) => linkify(text).flatMap(({ href }) => href ?? []);

test('web addresses and e-mail addresses become links', () => {
  expect(links('See https://acme.example/q?a=1 or ask ops@acme.example.')).toEqual([
    'https://acme.example/q?a=1',
    'mailto:ops@acme.example',
  ]);
});

test('marks and brackets of the sentence stay outside of the link', () => {
  expect(links('(https://x.example/a_(b)), https://y.example!')).toEqual([
    'https://x.example/a_(b)',
    'https://y.example',
  ]);
});

test('no other scheme ever becomes a link', () => {
  expect(links('javascript:alert(1) data:text/html,x file:///etc vbscript:x')).toEqual([]);
});

test('the pieces joined are the text again, and every link is of a known scheme', () => {
  const fragment = fc.constantFrom(
    'https://',
    'http://x.example/',
    'a@b.example',
    ')',
    '(',
    '. ',
    'javascript:',
    '\n',
    '"',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(fragment, fc.string())), (parts) => {
      const text = parts.join('');
      const pieces = linkify(text);
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
      for (const { href } of pieces) if (href) expect(href).toMatch(/^(https?:\/\/|mailto:)/i);
    }),
  );
});
