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
  saved_by: null,
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

test('an address typed half is unsaved work, and a save takes it along as a recipient', () => {
  const typing = { ...copies.openCopy(saved, 0), ccText: 'ann@able.example' };
  expect(copies.hasUnsaved(typing)).toBe(true);
  const { cc, ccText } = copies.committed(typing);
  expect([cc.map(({ address }) => address), ccText]).toEqual([['ops@x.example', 'ann@able.example'], '']);
});

test('a draft that arrives leaves the choice of what happens next alone; a reply that is gone takes it along', () => {
  const chosen = { ...copies.openCopy(null, 0), whenDone: 'send' as const };
  expect(copies.followed(chosen, saved, 1)).toMatchObject({ opened: saved.body_html, whenDone: 'send' });
  expect(copies.followed(chosen, null, 1).whenDone).toBe('review');
});

test('the same words saved elsewhere are adopted, and nothing is left to save', () => {
  const typed = copies.edited(copies.openCopy(null, 0), () => saved.body_html);
  const adopted = copies.adopted({ ...typed, cc: copies.openCopy(saved, 0).cc }, saved, 1);
  expect(copies.hasUnsaved(adopted)).toBe(false);
  expect(adopted.base?.revision).toBe('one');
});

test('mine and theirs change places as often as one likes, and neither is lost', () => {
  const mine = copies.edited(copies.openCopy(null, 0), () => '<p>Mine</p>');
  const looking = {
    ...copies.openCopy(saved, 1),
    theirs: 'the version of Kara',
    aside: copies.settled(mine),
  };
  const back = copies.swapped(looking, saved, 1);
  expect(back).toMatchObject({ opened: '<p>Mine</p>', theirs: null, base: { revision: 'one' } });
  expect(copies.hasUnsaved(back)).toBe(true);
  const again = copies.swapped(back, saved, 1);
  expect(again).toMatchObject({ opened: saved.body_html, theirs: 'the version of Kara' });
  expect(copies.hasUnsaved(again)).toBe(false);
});
