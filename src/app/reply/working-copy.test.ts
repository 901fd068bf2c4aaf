import { beforeAll, expect, test, vi } from 'vitest';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { commit } from './recipients.ts';
import type * as Module from './working-copy.ts';

let copies: typeof Module;
beforeAll(async () => {
  vi.stubGlobal('addEventListener', () => {});
  copies = await import('./working-copy.ts');
});

const saved: DeskReply = {
  response_id: 'rsp_1',
  status: 'saved',
  awaiting_approval: false,
  revision: 'one',
  body_html: '<p>Hi Diana</p>',
  cc_emails: ['ops@x.example'],
  bcc_emails: [],
  scheduled_send_at: null,
  release_at: null,
  failure: null,
  author: null,
  created_at: '2026-05-22T20:45:03Z',
  updated_at: '2026-05-22T20:45:03Z',
  customer_wrote_since: false,
};
const base = { responseId: 'rsp_1', revision: 'two' };

test('a reply that was only opened has nothing to save', () => {
  expect(copies.hasUnsaved(copies.openCopy(saved, 0))).toBe(false);
  expect(copies.hasUnsaved(copies.openCopy(null, 0))).toBe(false);
});

test('typing is unsaved work, and undoing all of it is not', () => {
  const typed = copies.edited(copies.openCopy(saved, 0), () => 'x');
  expect(copies.hasUnsaved(typed)).toBe(true);
  expect(copies.hasUnsaved(copies.edited(typed, null))).toBe(false);
});

test('undoing everything after a save is unsaved work again', () => {
  const typed = copies.edited(copies.openCopy(saved, 0), () => 'x');
  const kept = copies.afterSave(typed, typed, base);
  expect(copies.hasUnsaved(kept)).toBe(false);
  expect(copies.hasUnsaved(copies.edited(kept, null))).toBe(true);
});

test('what was typed while a save was under way is still unsaved after it', () => {
  const attempt = copies.edited(copies.openCopy(saved, 0), () => 'x');
  const later = copies.edited(attempt, () => 'xy');
  expect(copies.hasUnsaved(copies.afterSave(later, attempt, base))).toBe(true);
});

test('one more recipient is unsaved work, and taking it out again is not', () => {
  const open = copies.openCopy(saved, 0);
  expect(copies.hasUnsaved({ ...open, cc: commit(open.cc, 'new@x.example').recipients })).toBe(true);
  expect(copies.hasUnsaved({ ...open, cc: commit([], 'ops@x.example').recipients })).toBe(false);
});

test('a new editor opens with what was typed in the one before', () => {
  const typed = copies.edited(copies.openCopy(saved, 0), () => '<p>Hi Kara</p>');
  const again = copies.settled(typed);
  expect(again).toMatchObject({ opened: '<p>Hi Kara</p>', asLoaded: false, read: null });
  expect(again.documentKey).not.toBe(typed.documentKey);
  expect(copies.hasUnsaved(again)).toBe(true);
});

test('keeping mine builds on what the other one saved, and is still to be saved', () => {
  const mine = copies.rebased(copies.openCopy(saved, 0), { ...saved, revision: 'theirs' }, 1);
  expect(mine.base?.revision).toBe('theirs');
  expect(copies.hasUnsaved(mine)).toBe(true);
});
