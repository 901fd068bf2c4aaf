import { expect, test } from 'vitest';
import { initials, toneOf } from './initials.ts';

test('a name gives the first letters of its first and last word', () => {
  expect(initials('Diana Prince')).toBe('DP');
  expect(initials('  maría del carmen ruiz ')).toBe('MR');
  expect(initials('Plato')).toBe('P');
});

test('an address gives letters of what stands before the @', () => {
  expect(initials('jo.wu@example.com')).toBe('JW');
});

test('a telephone number gives its last two digits', () => {
  expect(initials('+1 513-867-5309')).toBe('09');
});

test('letters of every script count, and marks around names do not', () => {
  expect(initials('نجوى الكرم')).toBe('نا');
  expect(initials('“Bo” (Sales)')).toBe('BS');
  expect(initials('')).toBe('');
});

test('the tone of a person is always the same, whatever the case of the address', () => {
  expect(toneOf('Diana@x.example', 8)).toBe(toneOf('diana@x.example', 8));
  expect(toneOf('anybody', 8)).toBeLessThan(8);
});
