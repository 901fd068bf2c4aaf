import { expect, test } from 'vitest';
import type { KnownRevision } from '#contract/desk/history.ts';
import { comparedWith } from './compared-with.ts';

const version = (revision: string, kind: 'person' | 'key' = 'person'): KnownRevision => ({
  revision,
  actor: { kind, id: 'usr_1', name: 'Somebody' },
  at: '2026-05-22T10:00:00Z',
  fates: [],
});
const versions = [version('a', 'key'), version('b'), version('c')];
const none = { missedSince: null, returned: null, isToReview: false };

test('what is compared is what the reader needs: what they missed, else the returned, else the first', () => {
  expect(comparedWith(versions, 'c', { ...none, missedSince: 'b', returned: 'a' })?.revision).toBe('b');
  expect(comparedWith(versions, 'c', { ...none, returned: 'b' })).toEqual({
    revision: 'b',
    why: 'Changed since it was returned',
  });
  expect(comparedWith(versions, 'c', none)).toEqual({ revision: 'a', why: 'Changed since the AI draft' });
  expect(comparedWith(versions.slice(1), 'c', none)?.why).toBe('Changed since it was first saved');
  expect(comparedWith(versions, 'a', none)).toBeNull();
});

test('what was read while its writer went on is compared with, although it is no finished version', () => {
  expect(comparedWith(versions, 'c', { ...none, missedSince: 'half' })?.revision).toBe('half');
});

test('what was returned is compared with its like where it is to be reviewed again, not before', () => {
  const returned = { ...none, returned: 'c' };
  expect(comparedWith(versions, 'c', returned)?.revision).toBe('a');
  expect(comparedWith(versions, 'c', { ...returned, isToReview: true })?.revision).toBe('c');
});
