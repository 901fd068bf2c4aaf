import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultCheckLevels } from '#contract/desk/checks.ts';
import { type DeskReply, getDeskConversation, recallReply } from '#contract/desk/conversation.ts';
import { approveReplies, returnReplies, undoDecisions } from '#contract/desk/decisions.ts';
import { noApproval, putPolicy } from '#contract/desk/policy.ts';
import { listQueue, type QueueTab } from '#contract/desk/queue.ts';
import type { ResponseDraftInput } from '#contract/response-drafts.ts';
import { DeliveryFailure } from '../../delivery/transport.ts';
import { insertMessage } from '../../store/messages.ts';
import { newId } from '../../store/new-id.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

type Person = { cookie: string };
let desk: TestDesk;
let us: Organization;
let rep: Person;
let manager: Person;

const reason = 'The address does not exist.';
const answers = { refuse: false };

beforeAll(async () => {
  const sendMail = async () => {
    if (answers.refuse) throw new DeliveryFailure(reason, { temporary: false });
    return { refused: [] };
  };
  desk = await openTestDesk({
    transport: { sendMail, async sendText() {}, close() {} },
    sendHoldSeconds: 600,
  });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep', 'Kara Rep');
  manager = await desk.person(us.id, 'manager', 'Clark Manager');
  const admin = await desk.person(us.id, 'admin', 'Iris Admin');
  const approval = { ...noApproval, reps: { email: true, text: true } };
  await desk.call(putPolicy, { body: { approval, checks: defaultCheckLevels }, as: admin });
});
afterAll(() => desk.close());

const save = (
  as: Record<string, string>,
  conversation: string,
  body: Partial<ResponseDraftInput> = {},
  headers: Record<string, string> = {},
) => desk.save(us, conversation, body, headers, as);

/** Lets it go. @returns the decision by which that is undone. */
async function letGo(as: Person, conversation: string, body: Partial<ResponseDraftInput> = {}) {
  const { status, headers } = await save(as, conversation, { ...body, autosend_draft: true });
  expect(status).toBe(200);
  return Number(headers.get('decision-id'));
}

const undo = async (as: Person, conversation: string, decision: number) => {
  const items = [{ conversation_id: conversation, decision_id: decision }];
  return (await desk.call(undoDecisions, { body: { items }, as })).body.results[0];
};

const open = async (conversation: string, as = manager) =>
  (await desk.call(getDeskConversation, { params: { conversation_id: conversation }, as })).body;
const replyIn = async (conversation: string): Promise<DeskReply> => {
  const { reply } = await open(conversation);
  if (!reply) throw new Error('There is no reply');
  return reply;
};
const rowIn = async (tab: QueueTab, conversation: string) =>
  (await desk.call(listQueue, { params: { tab }, query: { limit: 500 }, as: rep })).body.data.find(
    ({ conversation_id }) => conversation_id === conversation,
  );

const recipients = { cc_emails: ['a@b.example'], bcc_emails: ['c@d.example'] };

test('a reply whose review was asked for is that again, with the words and recipients that were let go', async () => {
  const conversation = await desk.conversation(us.id);
  await save(rep, conversation, { add_notification: true });
  const before = await replyIn(conversation);
  const decision = await letGo(manager, conversation, { body_html: '<p>At ten.</p>', ...recipients });
  expect(await rowIn('review', conversation)).toBeUndefined();

  expect(await undo(manager, conversation, decision)).toMatchObject({ ok: true });
  const after = await replyIn(conversation);
  expect(after).toEqual({
    ...before,
    ...recipients,
    ...{ body_html: '<p>At ten.</p>', revision: after.revision, edited: true },
    ...{ saved_by: { kind: 'person', name: 'Clark Manager', is_caller: true }, updated_at: after.updated_at },
  });
  expect(after.review_requested).toBe(true);
  expect(await rowIn('review', conversation)).toMatchObject({ badges: ['review_requested', 'edited'] });
});

test('one that had failed is among the failed again, with the reason', async () => {
  const conversation = await desk.conversation(us.id);
  await letGo(manager, conversation);
  answers.refuse = true;
  await desk.attempt(await desk.endHold(conversation));
  answers.refuse = false;
  const failed = await replyIn(conversation);
  expect(failed.failure).toContain(reason);
  const decision = await letGo(manager, conversation);
  expect(await rowIn('failed', conversation)).toBeUndefined();

  await undo(manager, conversation, decision);
  expect(await replyIn(conversation)).toEqual({ ...failed, updated_at: expect.any(String) });
  expect(await rowIn('failed', conversation)).toBeDefined();
});

test('one that had been returned to its writer shows the note, and what the customer wrote is unread again', async () => {
  const conversation = await desk.conversation(us.id);
  await letGo(rep, conversation);
  const items = [{ conversation_id: conversation, revision: (await replyIn(conversation)).revision }];
  await desk.call(returnReplies, { body: { items, note: 'Mention the skylight.' }, as: manager });
  const at = new Date().toISOString();
  await insertMessage(desk.db, {
    ...{ id: newId('msg'), organizationId: us.id, conversationId: conversation },
    ...{ modality: 'email', direction: 'received', senderName: 'Casey Customer' },
    ...{ content: 'One more thing.', contentFormat: 'text', sentAt: at, occurredAt: at },
  });
  const before = await replyIn(conversation);
  expect(before).toMatchObject({ customer_wrote_since: true, returned: { note: 'Mention the skylight.' } });
  await undo(rep, conversation, await letGo(rep, conversation));
  expect(await replyIn(conversation)).toEqual({ ...before, updated_at: expect.any(String) });
});

test('one that was begun and sent at once is saved, and nothing leaves', async () => {
  const conversation = await desk.conversation(us.id);
  const decision = await letGo(manager, conversation, recipients);
  const job = await desk.endHold(conversation);
  await undo(manager, conversation, decision);
  expect(await replyIn(conversation)).toMatchObject({
    status: 'saved',
    scheduled_send_at: null,
    release_at: null,
    approval: null,
    ...recipients,
  });
  expect(await desk.attempt(job)).toEqual({ result: 'stale' });
});

test('one that a manager approved with an edit is saved, without the approval; without an edit it waits again', async () => {
  const [edited, same] = [await desk.conversation(us.id), await desk.conversation(us.id)];
  for (const conversation of [edited, same]) await letGo(rep, conversation);
  const before = await replyIn(same);
  await undo(manager, edited, await letGo(manager, edited, { body_html: '<p>At ten.</p>' }));
  await undo(manager, same, await letGo(manager, same));
  expect(await replyIn(edited)).toMatchObject({
    status: 'saved',
    body_html: '<p>At ten.</p>',
    approval: null,
  });
  expect(await replyIn(same)).toEqual({ ...before, updated_at: expect.any(String) });
});

test('one that was sent twice does not leave when the second time is undone', async () => {
  const conversation = await desk.conversation(us.id);
  await letGo(manager, conversation);
  await undo(manager, conversation, await letGo(manager, conversation));
  expect(await replyIn(conversation)).toMatchObject({ status: 'saved', release_at: null });
});

test('an undo that comes too late says what happened, and changes nothing', async () => {
  const refused = (why: string) => ({
    ok: false,
    status: 409,
    detail: `Too late to undo: the reply ${why}.`,
  });
  const [approved, sent, called] = [
    await desk.conversation(us.id),
    await desk.conversation(us.id),
    await desk.conversation(us.id),
  ];
  const asked = await letGo(rep, approved);
  const { revision } = await replyIn(approved);
  const items = [{ conversation_id: approved, revision }];
  await desk.call(approveReplies, { body: { items }, as: manager });
  expect(await undo(rep, approved, asked)).toMatchObject(refused('was approved since'));
  expect(await replyIn(approved)).toMatchObject({ status: 'queued', awaiting_approval: false });

  const decision = await letGo(manager, sent);
  await desk.attempt(await desk.endHold(sent));
  expect(await undo(manager, sent, decision)).toMatchObject(refused('was sent'));

  const takenBack = await letGo(manager, called);
  await desk.call(recallReply, { params: { conversation_id: called }, as: rep });
  expect(await undo(manager, called, takenBack)).toMatchObject(refused('was taken back since'));
});

/** Takes it out of the queue to edit it. @returns the decision by which that is undone. */
async function takeBack(as: Person, conversation: string) {
  const { headers } = await desk.call(recallReply, { params: { conversation_id: conversation }, as });
  return Number(headers.get('decision-id'));
}

test('one that was taken back to be edited waits again as it waited, once that is undone', async () => {
  const conversation = await desk.conversation(us.id);
  await letGo(rep, conversation, recipients);
  const before = await replyIn(conversation);
  const decision = await takeBack(manager, conversation);
  expect(await rowIn('approval', conversation)).toBeUndefined();

  expect(await undo(manager, conversation, decision)).toMatchObject({ ok: true });
  expect(await replyIn(conversation)).toEqual({ ...before, updated_at: expect.any(String) });
  expect(await rowIn('approval', conversation)).toBeDefined();
});

test('one that was taken back from its way out is on its way again, approved as it was, with a whole hold', async () => {
  const conversation = await desk.conversation(us.id);
  await letGo(rep, conversation);
  const items = [{ conversation_id: conversation, revision: (await replyIn(conversation)).revision }];
  await desk.call(approveReplies, { body: { items }, as: manager });
  const before = await replyIn(conversation);
  await undo(rep, conversation, await takeBack(rep, conversation));
  const after = await replyIn(conversation);
  expect(after).toEqual({ ...before, updated_at: after.updated_at, release_at: after.release_at });
  expect(Date.parse(after.release_at ?? '')).toBeGreaterThan(Date.parse(before.release_at ?? ''));
  expect(await desk.attempt(await desk.endHold(conversation))).toEqual({ result: 'sent' });
});

test('taking back can be undone no longer once the reply was saved anew', async () => {
  const conversation = await desk.conversation(us.id);
  await letGo(rep, conversation);
  const decision = await takeBack(rep, conversation);
  await save(rep, conversation, { body_html: '<p>At ten.</p>' });
  expect(await undo(rep, conversation, decision)).toMatchObject({
    ok: false,
    detail: 'Too late to undo: the reply was changed since.',
  });
  expect(await replyIn(conversation)).toMatchObject({ status: 'saved', body_html: '<p>At ten.</p>' });
});

test('a manager hears why a return cannot be undone once its rep went on', async () => {
  const conversation = await desk.conversation(us.id);
  await letGo(rep, conversation);
  const items = [{ conversation_id: conversation, revision: (await replyIn(conversation)).revision }];
  const [returned] = (await desk.call(returnReplies, { body: { items, note: 'No.' }, as: manager })).body
    .results;
  await save(rep, conversation, { body_html: '<p>Mended.</p>' });
  const decision = returned?.ok ? returned.decision_id : 0;
  expect(await undo(manager, conversation, decision)).toMatchObject({
    ok: false,
    detail: 'Too late to undo: the reply was changed since.',
  });
});

test('it is for whoever let it go: others call it back, which is no undo', async () => {
  const conversation = await desk.conversation(us.id);
  await save(rep, conversation, { add_notification: true });
  const decision = await letGo(manager, conversation);
  expect((await open(conversation, manager)).own_decision_id).toBe(decision);
  expect((await open(conversation, rep)).own_decision_id).toBeNull();
  expect(await undo(rep, conversation, decision)).toMatchObject({ ok: false, status: 403 });
  await desk.call(recallReply, { params: { conversation_id: conversation }, as: rep });
  expect(await replyIn(conversation)).toMatchObject({ status: 'saved', review_requested: false });
  expect((await open(conversation, manager)).own_decision_id).toBeNull();
});

test('the retry of a send whose answer was lost names the same decision', async () => {
  const conversation = await desk.conversation(us.id);
  const key = { 'idempotency-key': randomUUID() };
  const first = await save(manager, conversation, { autosend_draft: true }, key);
  const again = await save(manager, conversation, { autosend_draft: true }, key);
  const decision = again.headers.get('decision-id');
  expect(decision).toBe(first.headers.get('decision-id'));
  expect(await undo(manager, conversation, Number(decision))).toMatchObject({ ok: true });
});
