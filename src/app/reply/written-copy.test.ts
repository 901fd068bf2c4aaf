import { expect, test } from 'vitest';
import { asidesOf } from './asides.ts';
import { attemptAt } from './attempt.ts';
import { edited } from './copy-steps.ts';
import { recipientsFrom } from './recipients.ts';
import { hasUnsaved, openCopy, type WorkingCopy } from './working-copy.ts';
import { restored, written } from './written-copy.ts';

const again = (copy: WorkingCopy) => restored(structuredClone(written(copy)));

const base = { responseId: 'rsp_1', revision: 'one' };
const opened: WorkingCopy = {
  ...openCopy(null, 5),
  base,
  baseBody: { body_html: '<p>Hi</p>', cc: ['ops@x.example'], bcc: [] },
  opened: '<p>Hi</p>',
  asLoaded: true,
  cc: recipientsFrom(['"Ops, X." <ops@x.example>']),
  savedCc: ['"Ops, X." <ops@x.example>'],
};
const typed = edited(
  opened,
  () => '<p>Hi there</p>',
  () => ({ anchor: 3, head: 8 }),
);

test('what was typed is there again, where it was typed, on the base that it was typed on', () => {
  const copy = again({ ...typed, whenDone: 'send', ccText: 'ann@' });
  expect(copy).toMatchObject({
    opened: '<p>Hi there</p>',
    asLoaded: false,
    caret: { anchor: 3, head: 8 },
    base,
    baseBody: opened.baseBody,
    whenDone: 'send',
    ccText: 'ann@',
    cc: opened.cc,
  });
  expect(copy && hasUnsaved(copy)).toBe(true);
});

test('a body that nobody touched is still the one that came, to the byte', () => {
  const copy = again({ ...opened, bcc: recipientsFrom(['new@x.example']) });
  expect(copy).toMatchObject({
    opened: '<p>Hi</p>',
    asLoaded: true,
    bodyUnsaved: false,
    openedIsSaved: true,
  });
});

test('the key of an attempt is kept, and nobody waits for its answer any more', () => {
  const asked = { content: 'x', whenDone: 'send', responseId: null, lastSent: undefined } as const;
  const attempt = attemptAt(null, asked);
  const copy = again({ ...typed, attempt });
  expect(copy?.attempt).toMatchObject({ key: attempt.key, lastSent: undefined });
  expect(copy?.attempt?.unansweredAt).toBeGreaterThanOrEqual(attempt.at);
});

test('the version that waits beside is written down with it', () => {
  const copy = again({ ...typed, aside: { ...typed, theirs: 'the version of Kara' } });
  expect(copy?.aside).toMatchObject({ opened: '<p>Hi there</p>', theirs: 'the version of Kara' });
});

test('so is what waits behind that one, which an earlier desk did not write down', () => {
  const last = { ...typed, theirs: 'an earlier version' };
  const copy = again({ ...typed, aside: { ...opened, aside: last } });
  const waiting = copy && asidesOf(copy);
  expect(waiting?.map((one) => [one.opened, one.theirs])).toEqual([
    ['<p>Hi</p>', null],
    ['<p>Hi there</p>', 'an earlier version'],
  ]);
  const { behind: _, ...before } = written({ ...typed, aside: last });
  expect(restored(before)?.aside).toMatchObject({ theirs: 'an earlier version', aside: null });
});

test('what this desk cannot read is left alone', () => {
  expect(restored(null)).toBeNull();
  expect(restored({ ...written(typed), body: 7 })).toBeNull();
});

test('what a later desk adds does not keep this one from reading the rest', () => {
  expect(restored({ ...written(typed), mood: 'good' })?.opened).toBe('<p>Hi there</p>');
});
