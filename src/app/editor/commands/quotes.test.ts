// @vitest-environment jsdom
import { expect, it } from 'vitest';
import { QUOTE_STYLE } from '../schema/blocks.ts';
import { editAt } from '../source/edit-for-tests.ts';
import { toggleQuote } from './quotes.ts';

const quote = (content: string) => `<blockquote style="${QUOTE_STYLE}">${content}</blockquote>`;
const list = '<ol type="a" start="3"><li><p>One</p></li><li><p>Two</p></li></ol>';

it.each([
  ['a whole list', `<p>x</p>${list}`, ['One', 'Two'], `<p>x</p>${quote(list)}`],
  [
    'lines that line breaks part',
    '<p>Hi Bob,<br>First<br>Second<br>Ann</p>',
    ['First', 'Second'],
    `<p>Hi Bob,</p>${quote('<p>First</p><p>Second</p>')}<p>Ann</p>`,
  ],
  [
    'one line of a block that holds the history as well',
    '<div>First</div><div>Second<blockquote type="cite"><div>Quoted</div></blockquote></div>',
    ['First', 'Second'],
    `${quote('<div>First</div>')}<div>${quote('Second')}<blockquote type="cite"><div>Quoted</div></blockquote></div>`,
  ],
  [
    'cells of a table, each by itself',
    '<table><tbody><tr><td>a</td><td>b</td><td>c</td></tr></tbody></table>',
    ['a', 'b'],
    `<table><tbody><tr><td>${quote('a')}</td><td>${quote('b')}</td><td>c</td></tr></tbody></table>`,
  ],
  ['a line below a quote', `${quote('<p>One</p>')}<p>Two</p>`, ['Two', 'Two'], quote('<p>One</p><p>Two</p>')],
] as const)('quotes %s', (_, html, [from, to], expected) => {
  expect(editAt(html, from, to, toggleQuote)).toBe(expected);
});

it('takes a list out of its quote as it was', () => {
  expect(editAt(quote(list), 'One', 'Two', toggleQuote)).toBe(list);
});

it('does not join what is quoted here with what a mail program quoted', () => {
  const html = '<p>One</p><blockquote type="cite"><p>Two</p></blockquote>';
  expect(editAt(html, 'One', 'One', toggleQuote)).toBe(
    `${quote('<p>One</p>')}<blockquote type="cite"><p>Two</p></blockquote>`,
  );
});
