import { expect, test } from 'vitest';
import type { Happening } from '#contract/desk/happening.ts';
import { comparedWith, revisionsOf } from './revisions-of.ts';

let id = 0;
const event = (
  kind: string,
  revision: string | null,
  name = 'Kara',
  by: 'person' | 'key' = 'person',
): Happening => ({
  event_id: ++id,
  kind,
  revision,
  actor: { kind: by, name },
  conversation_id: 'c',
  response_id: 'r',
  recipient: 'Diana',
  in_pause: false,
  awaiting_approval: false,
  note: null,
  passage: null,
  reason: null,
  about: null,
  at: `2026-05-22T10:00:${String(id).padStart(2, '0')}Z`,
});

/** As the API gives it: newest first. */
const story = () =>
  [
    event('draft_saved', 'a', 'AI', 'key'),
    event('draft_saved', 'b'),
    event('draft_returned', 'b', 'Clark'),
    event('draft_saved', 'a'),
    event('draft_queued', 'c'),
  ].reverse();

test('each content is there once, by who first brought it about, oldest first', () => {
  expect(revisionsOf(story(), 'r').map(({ revision, who }) => [revision, who])).toEqual([
    ['a', 'AI'],
    ['b', 'Kara'],
    ['c', 'Kara'],
  ]);
  expect(revisionsOf(story(), 'another reply')).toEqual([]);
});

test('what is compared is what the reader needs: what they missed, else the returned, else the first', () => {
  const revisions = revisionsOf(story(), 'r');
  const none = { missedSince: null, returned: null };
  expect(comparedWith(revisions, 'c', { missedSince: 'b', returned: 'a' })?.revision).toBe('b');
  expect(comparedWith(revisions, 'c', { ...none, returned: 'b' })).toEqual({
    revision: 'b',
    why: 'Changed since it was returned',
  });
  expect(comparedWith(revisions, 'c', none)).toEqual({ revision: 'a', why: 'Changed since the AI draft' });
  expect(comparedWith(revisions, 'a', none)).toBeNull();
});

test('what was saved in passing is compared with only where somebody read it', () => {
  const half = { ...event('draft_saved', 'half'), in_pause: true };
  const revisions = revisionsOf([event('draft_saved', 'now'), event('draft_saved', 'whole'), half], 'r');
  const none = { missedSince: null, returned: null };
  expect(comparedWith(revisions, 'now', none)?.revision).toBe('whole');
  expect(comparedWith(revisions, 'now', { ...none, missedSince: 'half' })?.revision).toBe('half');
});

test('what was saved in passing and then asked to be saved is no passing version', () => {
  const first = { ...event('draft_saved', 'a'), in_pause: true };
  expect(revisionsOf([event('draft_saved', 'a'), first], 'r')).toMatchObject([{ isPassing: false }]);
});
