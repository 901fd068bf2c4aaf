import { expect, test } from 'vitest';
import type { Happening } from './happening.ts';
import { passingSaves } from './passing-saves.ts';

const save = (id: number, minute: number, by: string, inPause = true): Happening => ({
  event_id: id,
  kind: 'draft_saved',
  revision: `revision ${id}`,
  actor: { kind: 'person', id: by, name: 'Kara Rep' },
  conversation_id: 'c',
  response_id: 'r',
  recipient: 'Diana',
  in_pause: inPause,
  awaiting_approval: false,
  edited: false,
  undoes: null,
  note: null,
  passage: null,
  reason: null,
  refused: [],
  about: null,
  at: new Date(Date.UTC(2026, 4, 22, 10, minute)).toISOString(),
});

/** As the API gives it: newest first. */
const passingIn = (...oldestFirst: Happening[]) => [...passingSaves(oldestFirst.reverse())].sort();

test('of what one person saved while writing, only what they came to is left', () => {
  expect(passingIn(save(1, 0, 'Kara'), save(2, 1, 'Kara'), save(3, 2, 'Kara', false))).toEqual([1, 2]);
});

test('what somebody asked to be saved is never passed over', () => {
  expect(passingIn(save(1, 0, 'Kara', false), save(2, 1, 'Kara'))).toEqual([]);
});

test('what another person went on from, or the same one much later, stays', () => {
  expect(passingIn(save(1, 0, 'Kara'), save(2, 1, 'Clark'), save(3, 30, 'Clark'))).toEqual([]);
});

test('what was asked for after the last save ends the sitting', () => {
  const returned = { ...save(2, 1, 'Kara', false), kind: 'draft_returned' };
  expect(passingIn(save(1, 0, 'Kara'), returned, save(3, 2, 'Kara'))).toEqual([]);
});

test('a pause before a manager approves their own edit is passed, one before they approve another’s is not', () => {
  const approved = { ...save(2, 1, 'Clark', false), kind: 'draft_approved' };
  expect(passingIn(save(1, 0, 'Clark'), approved)).toEqual([1]);
  expect(passingIn(save(1, 0, 'Kara'), approved)).toEqual([]);
});
