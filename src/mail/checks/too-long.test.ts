import { expect, test } from 'vitest';
import { bodyOfText } from '../text-body.ts';
import { findingsOf } from './reply-for-tests.ts';

const count = (bodyHtml: string) => findingsOf('too_long', { modality: 'text', bodyHtml }).length;

test.each([
  ['a word', 'a', 0],
  ['nothing', '', 0],
  ['ten segments', 'a'.repeat(1530), 0],
  ['a letter more than ten segments', 'a'.repeat(1531), 1],
  ['ten segments of brackets, which count twice', '{'.repeat(760), 0],
  ['more brackets', '{'.repeat(770), 1],
  ['ten segments of Cyrillic', 'ж'.repeat(670), 0],
  ['a letter more of Cyrillic', 'ж'.repeat(671), 1],
  ['one emoji among plain letters that fit', `🎉${'a'.repeat(668)}`, 0],
  ['one emoji among plain letters that would fit without', `🎉${'a'.repeat(1000)}`, 1],
  ['lines that fit', 'line\n'.repeat(306), 0],
  ['a book', 'a '.repeat(500_000), 1],
  ['markup that says little', '<p>ok</p>'.repeat(400), 0],
  ['markup that says much', `<p>${'ok '.repeat(600)}</p>`, 1],
])('a text of %s', (_, body, expected) => expect(count(body)).toBe(expected));

test('what is typed counts, not how it is written down', () => {
  expect(count(bodyOfText(`<b>${'&'.repeat(1520)}`))).toBe(0);
});

test('a mail may be as long as it likes', () => {
  expect(findingsOf('too_long', { bodyHtml: 'a'.repeat(100_000) })).toEqual([]);
});

test('the finding says how long it is', () => {
  expect(findingsOf('too_long', { modality: 'text', bodyHtml: 'a'.repeat(1531) })[0]?.reason).toBe(
    'This text takes 11 segments, and carriers take 10: shorten it, or send it as two.',
  );
});
