import { expect, test } from 'vitest';
import {
  addressesOf,
  commit,
  labelOf,
  pasteInto,
  problemsOf,
  recipientsFrom,
  splitTyped,
} from './recipients.ts';

const typed = (...texts: string[]) =>
  texts.reduce((list, text) => commit(list, text).recipients, recipientsFrom([]));

test('a pasted list becomes one recipient for each person', () => {
  expect(addressesOf(typed('"Doe, John" <j@x.org>; k@x.org'))).toEqual(['j@x.org', 'k@x.org']);
});

test('the same address is kept once, whatever its case', () => {
  const { recipients, added, repeated } = commit(typed('ops@x.example'), 'OPS@X.example, new@x.example');
  expect(recipients.map(labelOf)).toEqual(['ops@x.example', 'new@x.example']);
  expect(added.map(labelOf)).toEqual(['new@x.example']);
  expect(repeated).toEqual(['OPS@X.example']);
});

test('an entry that is no address stays visible and says so', () => {
  const list = typed('jon@themyscira, k@x.org');
  expect(list.map(labelOf)).toEqual(['jon@themyscira', 'k@x.org']);
  expect(problemsOf(list)).toEqual([expect.stringContaining('jon@themyscira')]);
});

test('a name with a comma that was typed in two goes together again', () => {
  const list = typed('Doe', 'John <j@x.org>');
  expect(addressesOf(list)).toEqual(['j@x.org']);
  expect(problemsOf(list)).toEqual([]);
});

test('what the API gave goes back as it came', () => {
  const given = ['"Doe, John" <J@x.org>', 'k@x.org'];
  expect(addressesOf(recipientsFrom(given))).toEqual(given);
});

test('typing commits at a comma, a semicolon or a line end, and keeps what follows', () => {
  expect(splitTyped('a@x.org, b@x')).toEqual({ complete: 'a@x.org,', rest: 'b@x' });
  expect(splitTyped('a@x.org;')).toEqual({ complete: 'a@x.org;', rest: '' });
  expect(splitTyped('a@x.org')).toEqual({ complete: '', rest: 'a@x.org' });
});

test('a comma inside quotes, brackets or a comment commits nothing', () => {
  for (const text of ['"Doe, John" <j@x', '"a\\", b', '<a,b', 'x (a, b'])
    expect(splitTyped(text)).toEqual({ complete: '', rest: text });
});

test('a paste replaces what is selected, and stands where the caret is', () => {
  expect(pasteInto('ann@x.org', 'bob', 0, 3)).toBe('bob@x.org');
  expect(pasteInto('ann@x.org', 'jo', 0, 0)).toBe('joann@x.org');
  expect(pasteInto('ann', '@x.org', null, null)).toBe('ann@x.org');
});
