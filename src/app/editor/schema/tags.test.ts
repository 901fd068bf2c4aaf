import { expect, test } from 'vitest';
import { shownTag } from './tags.ts';

test.each(
  'style script iframe object embed link meta base template svg math form input button video'.split(' '),
)('a %s of a body is never made on the page of the desk', (tag) => {
  expect(shownTag(tag, 'div')).toBe('div');
});

test('what holds text is shown as itself', () => {
  expect(['p', 'td', 'blockquote', 'a', 'font'].map((tag) => shownTag(tag, 'span'))).toEqual([
    'p',
    'td',
    'blockquote',
    'a',
    'font',
  ]);
});
