import { expect, test } from 'vitest';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { asidesOf } from './asides.ts';
import * as steps from './copy-steps.ts';
import { commit } from './recipients.ts';
import { hasUnsaved, isSavable, openCopy, type WorkingCopy } from './working-copy.ts';

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
  unanswered_message_id: null,
  edited: false,
  review_requested: false,
  returned: null,
  approval: null,
  may_approve: false,
};
const asSaved = (copy: WorkingCopy, inPause = false) => ({
  copy,
  base: { responseId: 'rsp_1', revision: 'two' },
  body: 'x',
  inPause,
});

test('a reply that was only opened has nothing to save', () => {
  expect(hasUnsaved(openCopy(saved, 0))).toBe(false);
  expect(hasUnsaved(openCopy(null, 0))).toBe(false);
});

test('typing is unsaved work, and undoing all of it is not', () => {
  const typed = steps.edited(openCopy(saved, 0), () => 'x');
  expect(hasUnsaved(typed)).toBe(true);
  expect(hasUnsaved(steps.edited(typed, null))).toBe(false);
});

test('undoing everything after a save is unsaved work again', () => {
  const typed = steps.edited(openCopy(saved, 0), () => 'x');
  const kept = steps.afterSave(typed, asSaved(typed));
  expect(hasUnsaved(kept)).toBe(false);
  expect(hasUnsaved(steps.edited(kept, null))).toBe(true);
});

test('what was typed while a save was under way is still unsaved after it', () => {
  const attempt = steps.edited(openCopy(saved, 0), () => 'x');
  const later = steps.edited(attempt, () => 'xy');
  expect(hasUnsaved(steps.afterSave(later, asSaved(attempt)))).toBe(true);
});

test('one more recipient is unsaved work, and taking it out again is not', () => {
  const open = openCopy(saved, 0);
  expect(hasUnsaved({ ...open, cc: commit(open.cc, 'new@x.example').recipients })).toBe(true);
  expect(hasUnsaved({ ...open, cc: commit([], 'ops@x.example').recipients })).toBe(false);
});

test('a new editor opens with what was typed in the one before', () => {
  const typed = steps.edited(openCopy(saved, 0), () => '<p>Hi Kara</p>');
  const again = steps.settled(typed);
  expect(again).toMatchObject({ opened: '<p>Hi Kara</p>', asLoaded: false, read: null });
  expect(again.documentKey).not.toBe(typed.documentKey);
  expect(hasUnsaved(again)).toBe(true);
});

test('keeping mine builds on what the other one saved, and is still to be saved', () => {
  const mine = steps.rebased(openCopy(saved, 0), { ...saved, revision: 'theirs' }, 1);
  expect(mine.base?.revision).toBe('theirs');
  expect(hasUnsaved(mine)).toBe(true);
});

test('an address typed half is unsaved work, and a save takes it along as a recipient', () => {
  const typing = { ...openCopy(saved, 0), ccText: 'ann@able.example' };
  expect(hasUnsaved(typing)).toBe(true);
  const { cc, ccText } = steps.committed(typing);
  expect([cc.map(({ address }) => address), ccText]).toEqual([['ops@x.example', 'ann@able.example'], '']);
});

test('a draft that arrives leaves the choice of what happens next alone; a reply that is gone takes it along', () => {
  const chosen = { ...openCopy(null, 0), whenDone: 'send' as const };
  expect(steps.followed(chosen, saved, 1)).toMatchObject({ opened: saved.body_html, whenDone: 'send' });
  expect(steps.followed(chosen, null, 1).whenDone).toBe('review');
});

test('the same words saved elsewhere are adopted, and nothing is left to save', () => {
  const typed = steps.edited(openCopy(null, 0), () => saved.body_html);
  const adopted = steps.adopted({ ...typed, cc: openCopy(saved, 0).cc }, saved, 1);
  expect(hasUnsaved(adopted)).toBe(false);
  expect(adopted.base?.revision).toBe('one');
});

test('mine and theirs change places as often as one likes, and neither is lost', () => {
  const mine = steps.edited(openCopy(null, 0), () => '<p>Mine</p>');
  const looking = {
    ...openCopy(saved, 1),
    theirs: 'the version of Kara',
    aside: steps.settled(mine),
  };
  const back = steps.swapped(looking, saved, 1);
  expect(back).toMatchObject({ opened: '<p>Mine</p>', theirs: null, base: { revision: 'one' } });
  expect(hasUnsaved(back)).toBe(true);
  const again = steps.swapped(back, saved, 1);
  expect(again).toMatchObject({ opened: saved.body_html, theirs: 'the version of Kara' });
  expect(hasUnsaved(again)).toBe(false);
});

test('of more than two versions each has its turn, and a save leaves those that are nowhere else', () => {
  const mine = steps.settled(steps.edited(openCopy(null, 0), () => '<p>Mine</p>'));
  const next = steps.settled(steps.edited(openCopy(saved, 1), () => '<p>Next</p>'));
  const copy = { ...openCopy(saved, 2), theirs: 'the version of Kara', aside: { ...next, aside: mine } };
  const shown: WorkingCopy[] = [copy];
  for (let turn = 0; turn < 3; turn++) shown.push(steps.swapped(shown[turn] ?? copy, saved, 2));
  const words = [saved.body_html, '<p>Next</p>', '<p>Mine</p>', saved.body_html];
  expect(shown.map(({ opened }) => opened)).toEqual(words);
  const [, second = copy] = shown;
  const left = steps.afterSave(second, asSaved(second));
  expect(asidesOf(left).map(({ opened }) => opened)).toEqual(['<p>Mine</p>']);
});

test('what waits is shown once what was before it is done with, unless the history has it', () => {
  const mine = steps.settled(steps.edited(openCopy(null, 0), () => '<p>Mine</p>'));
  const copy = { ...openCopy(saved, 1), aside: mine };
  expect(steps.cleared(copy, null, 2)).toMatchObject({ opened: '<p>Mine</p>', aside: null });
  const kept = { ...copy, aside: { ...mine, inHistory: true } };
  expect(steps.cleared(kept, null, 2)).toMatchObject({ opened: '', aside: null });
});

test('a save in a pause leaves what was chosen to happen next, and why it could not be sent', () => {
  const typed = steps.edited(openCopy(saved, 0), () => 'x');
  const chosen = { ...typed, whenDone: 'send' as const, notify: true, failure: 'No address' };
  expect(steps.afterSave(chosen, asSaved(chosen, true))).toMatchObject({
    ...{ whenDone: 'send', notify: true, failure: 'No address', inPause: true },
    baseBody: { body_html: 'x', cc: ['ops@x.example'], bcc: [] },
  });
  expect(steps.afterSave(chosen, asSaved(chosen))).toMatchObject({ notify: false, failure: null });
});

test('an address typed half is no reason to save, and a wrong one is a reason not to', () => {
  const open = openCopy(saved, 0);
  expect(isSavable({ ...open, ccText: 'ann@' })).toBe(false);
  const typed = steps.edited(open, () => 'x');
  expect(isSavable({ ...typed, ccText: 'ann@' })).toBe(true);
  expect(isSavable({ ...typed, cc: commit(typed.cc, 'ann at home').recipients })).toBe(false);
});

test('a save that had arrived after all is what the next one builds on, and nothing typed since is taken for saved', () => {
  const typed = steps.edited(openCopy(saved, 0), () => 'xy');
  const input = { body_html: 'x', cc_emails: [], bcc_emails: [] };
  const next = steps.afterRetry(typed, { responseId: 'rsp_1', revision: 'two' }, input);
  expect(next).toMatchObject({ base: { revision: 'two' }, attempt: null });
  expect(hasUnsaved(next)).toBe(true);
});
