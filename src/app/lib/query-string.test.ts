import { expect, test } from 'vitest';
import { parseQuery, writeQuery } from './query-string.ts';

test('a search for a number stays text', () => {
  expect(parseQuery('?search=513&queue=review')).toEqual({ search: '513', queue: 'review' });
});

test('what is written reads back the same, whatever the letters', () => {
  const values = { search: 'a&b=c +1 “نجوى” 100%' };
  expect(parseQuery(writeQuery(values))).toEqual(values);
});

test('an empty search leaves no trace in the address', () => {
  expect(writeQuery({ search: '', queue: undefined })).toBe('');
});
