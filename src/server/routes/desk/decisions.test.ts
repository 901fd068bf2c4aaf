import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { defaultCheckLevels } from '#contract/desk/checks.ts';
import {
  type DeskReply,
  getDeskConversation,
  listDeskMessages,
  recallReply,
} from '#contract/desk/conversation.ts';
import {
  approveReplies,
  confirmReply,
  type Decided,
  discardReply,
  returnReplies,
  undoDecisions,
} from '#contract/desk/decisions.ts';
import { listHistory } from '#contract/desk/history.ts';
import { type ApprovalPolicy, getPolicy, noApproval, putPolicy } from '#contract/desk/policy.ts';
import type { ResponseDraftInput } from '#contract/response-drafts.ts';
import { eventually } from '../../../eventually-for-tests.ts';
import type { OutgoingMail, Transport } from '../../delivery/transport.ts';
import { insertMessage } from '../../store/messages.ts';
import { newId } from '../../store/new-id.ts';
import { apiKey, draft as draftTable, event } from '../../store/schema.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

const mails: OutgoingMail[] = [];
const transport: Transport = {
  async sendMail(mail) {
    mails.push(mail);
    return { refused: [] };
  },
  async sendText() {},
  close() {},
};

type Person = { cookie: string };
let desk: TestDesk;
let us: Organization;
let rep: Person;
let manager: Person;
let admin: Person;

beforeAll(async () => {
  desk = await openTestDesk({ transport, sendHoldSeconds: 600 });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep', 'Kara Rep');
  manager = await desk.person(us.id, 'manager', 'Clark Manager');
  admin = await desk.person(us.id, 'admin', 'Iris Admin');
  await demand({ ...noApproval, reps: { email: true, text: true } });
});
afterAll(() => desk.close());

const demand = (approval: ApprovalPolicy) =>
  desk.call(putPolicy, { body: { approval, checks: defaultCheckLevels }, as: admin });

const write = (
  as: Record<string, string>,
  conversation: string,
  body: Partial<ResponseDraftInput> = {},
  headers: Record<string, string> = {},
) => desk.save(us, conversation, body, headers, as);

const open = async (conversation: string, as: Person = manager) =>
  (await desk.call(getDeskConversation, { params: { conversation_id: conversation }, as })).body;
const replyIn = async (conversation: string): Promise<DeskReply> => {
  const { reply } = await open(conversation);
  if (!reply) throw new Error('There is no reply');
  return reply;
};

/** A reply that a rep let go. */
async function waiting(more: Partial<ResponseDraftInput> = {}) {
  const conversation = await desk.conversation(us.id);
  await write(rep, conversation, { autosend_draft: true, ...more });
  return { conversation, reply: await replyIn(conversation) };
}

const approve = async (
  conversation: string,
  revision: string,
  as: Person = manager,
  readThrough?: string,
) => {
  const items = [{ conversation_id: conversation, revision, read_through: readThrough }];
  const { status, body } = await desk.call(approveReplies, { body: { items }, as });
  return { status, result: body.results?.[0], detail: body.detail };
};
const giveBack = async (conversation: string, revision: string, note = 'Mention the skylight.') => {
  const items = [{ conversation_id: conversation, revision }];
  const { body } = await desk.call(returnReplies, { body: { items, note }, as: manager });
  return body.results[0];
};
const undo = async (conversation: string, decision: number, as: Person = manager) => {
  const items = [{ conversation_id: conversation, decision_id: decision }];
  return (await desk.call(undoDecisions, { body: { items }, as })).body.results[0];
};
const decisionOf = (result: Decided | undefined): number => {
  if (!result?.ok) throw new Error(`The decision was refused: ${JSON.stringify(result)}`);
  return result.decision_id;
};

const discard = async (conversation: string, revision: string) => {
  const params = { conversation_id: conversation };
  return (await desk.call(discardReply, { params, body: { revision }, as: manager })).body.decision_id;
};

const confirmRead = (conversation: string, revision: string, through: string) =>
  desk.call(confirmReply, {
    params: { conversation_id: conversation },
    body: { revision, read_through: through },
    as: rep,
  });

/** The hold is over, and the worker comes. */
const letLeave = async (conversation: string) => desk.attempt(await desk.endHold(conversation));

/** @param dated milliseconds from now that the message says it is from; it arrives now. */
const customerWrites = async (conversation: string, dated = 0) => {
  const id = newId('msg');
  await insertMessage(desk.db, {
    id,
    organizationId: us.id,
    conversationId: conversation,
    modality: 'email',
    direction: 'received',
    content: 'Please come on Friday instead.',
    contentFormat: 'text',
    occurredAt: new Date(Date.now() + dated).toISOString(),
    // After whatever came before, also by a clock of milliseconds.
    createdAt: sql`greatest(clock_timestamp(), (select max(created_at) from message
      where conversation_id = ${conversation}) + interval '1 microsecond')` as unknown as string,
  });
  return id;
};

const newsFor = async (conversation: string) =>
  (
    await desk.db
      .select({ kind: event.kind, notifies: event.notifies })
      .from(event)
      .where(sql`${event.conversationId} = ${conversation} and ${event.notifies} is not null`)
      .orderBy(event.id)
  ).map(({ kind, notifies }) => `${kind} → ${notifies === 'managers' ? notifies : 'a person'}`);

describe('who needs approval', () => {
  test('what a rep sends is held, whatever the client asks for, and the worker does not touch it', async () => {
    const conversation = await desk.conversation(us.id);
    const { body } = await write(rep, conversation, { autosend_draft: true });
    expect(body).toMatchObject({ scheduled_to_send: true });
    expect(await replyIn(conversation)).toMatchObject({
      status: 'queued',
      awaiting_approval: true,
      release_at: null,
      may_approve: true,
    });
    expect(await letLeave(conversation)).toEqual({ result: 'stale' });
    expect(mails).toEqual([]);
  });

  test('managers, administrators and the AI send at once here', async () => {
    for (const by of [manager, admin, { 'x-api-key': us.key }]) {
      const conversation = await desk.conversation(us.id);
      await write(by, conversation, { autosend_draft: true });
      expect((await replyIn(conversation)).awaiting_approval).toBe(false);
    }
  });

  test('is demanded by channel, and of programs that are not trusted', async () => {
    await demand({ reps: { email: false, text: true }, keys: { email: true, text: false } });
    const held = async (by: Record<string, string>, modality: 'email' | 'text') => {
      const conversation = await desk.conversation(us.id, { modality });
      await write(by, conversation, { autosend_draft: true });
      return (await replyIn(conversation)).awaiting_approval;
    };
    const ai = { 'x-api-key': us.key };
    expect([await held(rep, 'email'), await held(rep, 'text')]).toEqual([false, true]);
    expect([await held(ai, 'email'), await held(ai, 'text')]).toEqual([true, false]);
    await desk.db.update(apiKey).set({ trustedToSend: true });
    expect(await held(ai, 'email')).toBe(false);
    await desk.db.update(apiKey).set({ trustedToSend: false });
    await demand({ ...noApproval, reps: { email: true, text: true } });
  });

  test('is told to who writes, before anything is sent', async () => {
    const conversation = await desk.conversation(us.id);
    expect((await open(conversation, rep)).approval_needed).toBe(true);
    expect((await open(conversation, manager)).approval_needed).toBe(false);
  });

  test('is for an administrator to say', async () => {
    const { status } = await desk.call(putPolicy, {
      body: { approval: noApproval, checks: defaultCheckLevels },
      as: manager,
    });
    expect(status).toBe(403);
    const { body } = await desk.call(getPolicy, { as: rep });
    expect(body.approval.reps).toEqual({ email: true, text: true });
  });
});

describe('approving', () => {
  test('lets go the revision that was read, and the message says so', async () => {
    const { conversation, reply } = await waiting();
    const { result } = await approve(conversation, reply.revision);
    expect(result).toMatchObject({ ok: true, reply: { awaiting_approval: false, status: 'queued' } });
    expect(await letLeave(conversation)).toEqual({ result: 'sent' });
    const params = { conversation_id: conversation };
    const { body } = await desk.call(listDeskMessages, { params, as: rep });
    expect(body.data[0]).toMatchObject({
      revision: reply.revision,
      approval: { revision: reply.revision, by: 'Clark Manager' },
    });
    expect(await newsFor(conversation)).toEqual(['draft_queued → managers', 'draft_approved → a person']);
  });

  test('sends nothing where the reply was changed meanwhile', async () => {
    const { conversation, reply } = await waiting();
    await write(rep, conversation, { body_html: '<p>Tomorrow at ten.</p>', autosend_draft: true });
    const { result } = await approve(conversation, reply.revision);
    expect(result).toMatchObject({ ok: false, status: 412 });
    expect(await replyIn(conversation)).toMatchObject({
      awaiting_approval: true,
      body_html: '<p>Tomorrow at ten.</p>',
    });
  });

  test('is not for reps, nor for a program', async () => {
    const { conversation, reply } = await waiting();
    expect(await approve(conversation, reply.revision, rep)).toMatchObject({ status: 403 });
    const body = { items: [{ conversation_id: conversation, revision: reply.revision }] };
    expect((await desk.call(approveReplies, { body, as: { 'x-api-key': us.key } })).status).toBe(401);
    expect((await replyIn(conversation)).awaiting_approval).toBe(true);
  });

  /** As if they had been made a manager for a while. */
  const whileKaraManages = async (work: () => Promise<void>) => {
    const become = (role: string) =>
      desk.store.query(`update "user" set role = '${role}' where name = 'Kara Rep'`);
    await become('manager');
    await work().finally(() => become('rep'));
  };

  test('is not for who let it go: a manager by now, but a rep then', async () => {
    const { conversation, reply } = await waiting();
    await whileKaraManages(async () => {
      expect((await open(conversation, rep)).reply?.may_approve).toBe(false);
      const { result } = await approve(conversation, reply.revision, rep);
      expect(result).toMatchObject({ ok: false, status: 403 });
    });
  });

  test('is not for who let go what a program wrote; sent by them all the same, nobody has approved it', async () => {
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, {});
    await write(rep, conversation, { autosend_draft: true });
    const { revision } = await replyIn(conversation);
    await whileKaraManages(async () => {
      const { result } = await approve(conversation, revision, rep);
      expect(result).toMatchObject({ ok: false, status: 403 });
      await write(rep, conversation, { autosend_draft: true });
    });
    expect(await replyIn(conversation)).toMatchObject({ awaiting_approval: false, approval: null });
  });

  test('works for a reply that waits for review, too', async () => {
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, {});
    const { result } = await approve(conversation, (await replyIn(conversation)).revision);
    expect(result).toMatchObject({ ok: true, reply: { status: 'queued' } });
  });

  test('an edit of the manager is what is approved, and the rep stays its author', async () => {
    const { conversation, reply } = await waiting();
    await write(
      manager,
      conversation,
      { body_html: '<p>Tomorrow at ten.</p>', autosend_draft: true },
      { 'if-match': `"${reply.revision}"` },
    );
    const edited = await replyIn(conversation);
    expect(edited).toMatchObject({
      awaiting_approval: false,
      author: { name: 'Kara Rep' },
      edited: true,
      approval: { by: 'Clark Manager' },
    });
    expect(edited.approval?.revision).toBe(edited.revision);
  });

  test('many at once: each at its own revision, and one that changed keeps none of the others back', async () => {
    const [a, b, c] = [await waiting(), await waiting(), await waiting()];
    await write(rep, b.conversation, { body_html: '<p>Changed.</p>', autosend_draft: true });
    const items = [a, b, c].map(({ conversation, reply }) => ({
      conversation_id: conversation,
      revision: reply.revision,
    }));
    const { body } = await desk.call(approveReplies, { body: { items }, as: manager });
    expect(body.results.map((result) => result.ok)).toEqual([true, false, true]);
    const undone = await desk.call(undoDecisions, {
      body: {
        items: body.results.flatMap((result) =>
          result.ok ? [{ conversation_id: result.conversation_id, decision_id: result.decision_id }] : [],
        ),
      },
      as: manager,
    });
    expect(undone.body.results.every((result) => result.ok)).toBe(true);
    expect((await replyIn(a.conversation)).awaiting_approval).toBe(true);
  });

  test('by two managers at the same moment is one approval', async () => {
    const { conversation, reply } = await waiting();
    const both = await Promise.all([
      approve(conversation, reply.revision, manager),
      approve(conversation, reply.revision, admin),
    ]);
    expect(both.map(({ result }) => result?.ok).sort()).toEqual([false, true]);
    expect(both.find(({ result }) => !result?.ok)?.result).toMatchObject({ status: 409 });
  });

  test('counts only for the state that was read: a return comes before it, and so does a recall', async () => {
    const returned = await waiting();
    const taken = await waiting();
    const items = [returned, taken].map(({ conversation, reply }) => ({
      conversation_id: conversation,
      revision: reply.revision,
      as_read: { awaiting_approval: reply.awaiting_approval, returned_at: null },
    }));
    await giveBack(returned.conversation, returned.reply.revision);
    await desk.call(recallReply, { params: { conversation_id: taken.conversation }, as: rep });
    const refused = await desk.call(approveReplies, { body: { items }, as: admin });
    expect(refused.body.results).toMatchObject([
      { ok: false, status: 409, detail: expect.stringMatching(/^Clark Manager returned this reply/) },
      { ok: false, status: 409, detail: expect.stringMatching(/^This reply was taken back/) },
    ]);
    const { returned: last, revision, ...now } = await replyIn(returned.conversation);
    const state = { awaiting_approval: now.awaiting_approval, returned_at: last?.at ?? null };
    const again = [{ conversation_id: returned.conversation, revision, as_read: state }];
    const { body } = await desk.call(approveReplies, { body: { items: again }, as: admin });
    expect(body.results).toMatchObject([{ ok: true }]);
  });

  test('with an edit counts only for the returns that were read, and changes nothing otherwise', async () => {
    const { conversation, reply } = await waiting();
    await giveBack(conversation, reply.revision);
    const edit = { body_html: '<p>Tomorrow at ten.</p>', autosend_draft: true };
    const seen = { 'if-match': `"${reply.revision}"` };
    for (const read of ['never', '2026-01-05T09:00:00.000Z']) {
      const refused = await write(admin, conversation, edit, { ...seen, 'returned-at': read });
      expect(refused.status).toBe(409);
      expect(refused.body.detail).toMatch(/^Clark Manager returned this reply/);
    }
    const { returned, ...now } = await replyIn(conversation);
    expect(now).toMatchObject({ status: 'saved', revision: reply.revision });
    const read = { ...seen, 'returned-at': returned?.at ?? '' };
    expect((await write(admin, conversation, edit, read)).status).toBe(200);
    expect(await replyIn(conversation)).toMatchObject({ status: 'queued', approval: { by: 'Iris Admin' } });
  });

  test('is taken back by a save, which says so, and stands where the writer did not know of it', async () => {
    const { conversation, reply } = await waiting();
    await approve(conversation, reply.revision);
    const later = { body_html: '<p>Tomorrow at ten.</p>' };
    const seen = { 'if-match': `"${reply.revision}"` };
    const unaware = await write(rep, conversation, later, { ...seen, 'if-not-queued': '?1' });
    expect(unaware.status).toBe(412);
    expect(await replyIn(conversation)).toMatchObject({
      status: 'queued',
      approval: { revision: reply.revision },
    });
    expect((await write(rep, conversation, later, seen)).status).toBe(200);
    expect(await replyIn(conversation)).toMatchObject({ status: 'saved', approval: null });
    const params = { conversation_id: conversation };
    const { data } = (await desk.call(listHistory, { params, as: manager })).body;
    expect(data.map(({ kind, revision }) => [kind, revision === reply.revision])).toEqual([
      ['draft_saved', false],
      ['draft_recalled', true],
      ['draft_approved', true],
      ['draft_queued', true],
    ]);
  });

  test('while the rep saves ends in one truth', async () => {
    for (let round = 0; round < 5; round++) {
      const { conversation, reply } = await waiting();
      const [{ result }] = await Promise.all([
        approve(conversation, reply.revision),
        write(rep, conversation, { body_html: `<p>Round ${round}</p>`, autosend_draft: true }),
      ]);
      const now = await replyIn(conversation);
      // The rep's save came last or made the approval void: either way what would leave is not approved as it is.
      expect([result?.ok, now.awaiting_approval, now.body_html]).toEqual([
        result?.ok,
        true,
        `<p>Round ${round}</p>`,
      ]);
    }
  });
});

describe('returning', () => {
  test('takes the reply out of the queue with its note, and tells who let it go', async () => {
    const { conversation, reply } = await waiting();
    expect(await giveBack(conversation, reply.revision)).toMatchObject({ ok: true });
    expect(await replyIn(conversation)).toMatchObject({
      status: 'saved',
      returned: { note: 'Mention the skylight.', by: 'Clark Manager', revision: reply.revision },
    });
    expect(await newsFor(conversation)).toEqual(['draft_queued → managers', 'draft_returned → a person']);
  });

  test('keeps the note until the reply is sent, so that the next review knows it', async () => {
    const { conversation, reply } = await waiting();
    await giveBack(conversation, reply.revision);
    await write(rep, conversation, { body_html: '<p>With the skylight.</p>', autosend_draft: true });
    expect((await replyIn(conversation)).returned?.revision).toBe(reply.revision);
  });

  test('needs a note', async () => {
    const { conversation, reply } = await waiting();
    const items = [{ conversation_id: conversation, revision: reply.revision }];
    const { status, body } = await desk.call(returnReplies, { body: { items, note: '  ' }, as: manager });
    expect([status, body.detail]).toEqual([422, 'note: must say what to do about it']);
  });

  test('stops what was let go and is still held', async () => {
    const { conversation, reply } = await waiting();
    await approve(conversation, reply.revision);
    await giveBack(conversation, reply.revision);
    expect(await letLeave(conversation)).toEqual({ result: 'stale' });
  });
});

test('while a reply is being sent, it is too late to return, approve or undo it, and nothing changes', async () => {
  const { conversation, reply } = await waiting();
  const { result } = await approve(conversation, reply.revision);
  await desk.db
    .update(draftTable)
    .set({ status: 'sending', sendingSince: sql`clock_timestamp()` as unknown as string })
    .where(sql`${draftTable.conversationId} = ${conversation}`);
  const tooLate = { ok: false, status: 409 };
  expect(await giveBack(conversation, reply.revision)).toMatchObject(tooLate);
  expect((await approve(conversation, reply.revision)).result).toMatchObject(tooLate);
  expect(await undo(conversation, decisionOf(result))).toMatchObject(tooLate);
  expect(await replyIn(conversation)).toMatchObject({ status: 'sending', returned: null });
});

describe('undo', () => {
  test('of an approval: it waits again, as before, and the worker finds nothing', async () => {
    const { conversation, reply } = await waiting({
      cc_emails: ['a@b.example'],
      bcc_emails: ['c@d.example'],
    });
    const { result } = await approve(conversation, reply.revision);
    expect(await undo(conversation, decisionOf(result))).toMatchObject({ ok: true });
    expect(await replyIn(conversation)).toEqual(reply);
    expect(await letLeave(conversation)).toEqual({ result: 'stale' });
  });

  test('of a return: it waits again, without the note', async () => {
    const { conversation, reply } = await waiting();
    const decision = decisionOf(await giveBack(conversation, reply.revision));
    await undo(conversation, decision);
    expect(await replyIn(conversation)).toEqual(reply);
  });

  test('of a deletion: body, recipients and state are back', async () => {
    const { conversation, reply } = await waiting({ cc_emails: ['a@b.example'] });
    const { body } = await desk.call(discardReply, {
      params: { conversation_id: conversation },
      body: { revision: reply.revision },
      as: manager,
    });
    expect((await open(conversation)).reply).toBeNull();
    await undo(conversation, body.decision_id);
    expect(await replyIn(conversation)).toEqual(reply);
  });

  test('of the return of a reply that was on its way: it is on its way again, and can be called back as long as any', async () => {
    const { conversation, reply } = await waiting();
    await approve(conversation, reply.revision);
    const decision = decisionOf(await giveBack(conversation, reply.revision));
    expect(await undo(conversation, decision)).toMatchObject({ ok: true });
    const again = await replyIn(conversation);
    expect(again).toMatchObject({
      status: 'queued',
      awaiting_approval: false,
      approval: { by: 'Clark Manager' },
    });
    expect(Date.parse(again.release_at ?? '')).toBeGreaterThan(Date.now() + 500_000);
    expect(await letLeave(conversation)).toEqual({ result: 'sent' });
  });

  test('of the deletion of a reply whose hold ended meanwhile: it can be called back once more', async () => {
    const { conversation, reply } = await waiting();
    await approve(conversation, reply.revision);
    const old = await desk.endHold(conversation);
    await undo(conversation, await discard(conversation, reply.revision));
    const again = await replyIn(conversation);
    expect(Date.parse(again.release_at ?? '')).toBeGreaterThan(Date.now() + 500_000);
    expect(await desk.attempt(old)).toEqual({ result: 'stale' });
    expect(await letLeave(conversation)).toEqual({ result: 'sent' });
  });

  test('of a deletion comes too late once another reply went out: the customer gets one', async () => {
    const { conversation, reply } = await waiting();
    const decision = await discard(conversation, reply.revision);
    await write(manager, conversation, { body_html: '<p>Another one.</p>', autosend_draft: true });
    expect(await letLeave(conversation)).toEqual({ result: 'sent' });
    expect(await undo(conversation, decision)).toMatchObject({ ok: false, status: 409 });
    expect((await open(conversation)).reply).toBeNull();
  });

  test('comes too late once something else happened, and changes nothing then', async () => {
    const { conversation, reply } = await waiting();
    const decision = decisionOf(await giveBack(conversation, reply.revision));
    await write(rep, conversation, { body_html: '<p>Changed.</p>' });
    expect(await undo(conversation, decision)).toMatchObject({ ok: false, status: 409 });
    const sent = await waiting();
    const { result } = await approve(sent.conversation, sent.reply.revision);
    await letLeave(sent.conversation);
    expect(await undo(sent.conversation, decisionOf(result))).toMatchObject({
      ok: false,
      detail: 'Too late to undo: the reply was sent.',
    });
  });

  test('is for who decided', async () => {
    const { conversation, reply } = await waiting();
    const { result } = await approve(conversation, reply.revision);
    expect(await undo(conversation, decisionOf(result), admin)).toMatchObject({ ok: false, status: 403 });
  });
});

describe('a decision whose answer was lost', () => {
  const keyOf = (name: string) => ({ 'idempotency-key': `${name}-${randomUUID()}` });
  const itemOf = ({ conversation, reply }: Awaited<ReturnType<typeof waiting>>) => ({
    conversation_id: conversation,
    revision: reply.revision,
  });
  const eventsOf = async (conversation: string, kind: string) =>
    desk.db
      .select({ id: event.id })
      .from(event)
      .where(sql`${event.conversationId} = ${conversation} and ${event.kind} = ${kind}`);

  test('approving: the retry hears the same yes, also after the reply was sent, and nothing leaves twice', async () => {
    const one = await waiting();
    const headers = keyOf('approve');
    const press = () => desk.call(approveReplies, { headers, body: { items: [itemOf(one)] }, as: manager });
    const first = await press();
    expect(first.body.results).toMatchObject([{ ok: true, reply: { status: 'queued' } }]);
    expect((await press()).body).toEqual(first.body);
    mails.length = 0;
    expect(await letLeave(one.conversation)).toEqual({ result: 'sent' });
    expect((await press()).body).toEqual(first.body);
    expect(await letLeave(one.conversation)).toEqual({ result: 'stale' });
    expect(mails).toHaveLength(1);
    expect(await eventsOf(one.conversation, 'draft_approved')).toHaveLength(1);
  });

  test('the key with another body, or for another decision, is refused and decides nothing', async () => {
    const [one, other] = [await waiting(), await waiting()];
    const headers = keyOf('approve');
    await desk.call(approveReplies, { headers, body: { items: [itemOf(one)] }, as: manager });
    const another = await desk.call(approveReplies, {
      headers,
      body: { items: [itemOf(other)] },
      as: manager,
    });
    expect([another.status, another.body.detail]).toEqual([
      422,
      'This Idempotency-Key was used for another request: take a new key.',
    ]);
    const note = 'Mention the skylight.';
    const returned = { headers, body: { items: [itemOf(other)], note }, as: manager };
    expect((await desk.call(returnReplies, returned)).status).toBe(422);
    expect(await replyIn(other.conversation)).toEqual(other.reply);
    const theirs = await desk.call(approveReplies, { headers, body: { items: [itemOf(other)] }, as: admin });
    expect(theirs.body.results).toMatchObject([{ ok: true }]);
  });

  test('pressed twice at the same moment it is one decision with one answer', async () => {
    const replies = [await waiting(), await waiting()];
    const headers = keyOf('twice');
    const press = () =>
      desk.call(approveReplies, { headers, body: { items: replies.map(itemOf) }, as: manager });
    const answers = await Promise.all(Array.from({ length: 6 }, press));
    expect(answers[0]?.body.results.map(({ ok }) => ok)).toEqual([true, true]);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    for (const { conversation } of replies)
      expect(await eventsOf(conversation, 'draft_approved')).toHaveLength(1);
  });

  test('many at once, broken off halfway: the retry keeps what was decided and decides the rest', async () => {
    const [a, b, c, changed] = [await waiting(), await waiting(), await waiting(), await waiting()];
    await write(rep, changed.conversation, { body_html: '<p>Changed.</p>', autosend_draft: true });
    const headers = keyOf('halfway');
    const items = [changed, a, b, c].map(itemOf);
    const press = () => desk.call(approveReplies, { headers, body: { items }, as: manager });
    await desk.store.query(`create function break_off() returns trigger language plpgsql as
      $$ begin raise exception 'the disk is full' using errcode = 'disk_full'; end $$`);
    await desk.store.query(`create trigger break_off before update on draft for each row
      when (new.conversation_id = '${b.conversation}') execute function break_off()`);
    expect((await press()).status).toBe(500);
    await desk.store.query('drop trigger break_off on draft');
    await desk.store.query('drop function break_off');
    expect((await replyIn(a.conversation)).awaiting_approval).toBe(false);
    expect((await replyIn(c.conversation)).awaiting_approval).toBe(true);
    const { body } = await press();
    expect(body.results.map(({ ok }) => ok)).toEqual([false, true, true, true]);
    for (const { conversation } of [a, b, c])
      expect(await eventsOf(conversation, 'draft_approved')).toHaveLength(1);
    expect((await press()).body).toEqual(body);
  });

  test('what was refused of a row stays refused under its key, and a new key decides anew', async () => {
    const { conversation, reply } = await waiting();
    const message = await customerWrites(conversation);
    const headers = keyOf('refused');
    const body = { items: [{ conversation_id: conversation, revision: reply.revision }] };
    const first = await desk.call(approveReplies, { headers, body, as: manager });
    expect(first.body.results).toMatchObject([{ ok: false, status: 409 }]);
    await desk.call(confirmReply, {
      params: { conversation_id: conversation },
      body: { revision: reply.revision, read_through: message },
      as: manager,
    });
    expect((await desk.call(approveReplies, { headers, body, as: manager })).body).toEqual(first.body);
    const anew = await desk.call(approveReplies, { headers: keyOf('anew'), body, as: manager });
    expect(anew.body.results).toMatchObject([{ ok: true }]);
  });

  test('returning and undoing: the retry hears the same, and an undo is no second one', async () => {
    const one = await waiting();
    const body = { items: [itemOf(one)], note: 'Mention the skylight.' };
    const headers = keyOf('return');
    const giveItBack = () => desk.call(returnReplies, { headers, body, as: manager });
    const first = await giveItBack();
    expect((await giveItBack()).body).toEqual(first.body);
    const items = [{ conversation_id: one.conversation, decision_id: decisionOf(first.body.results[0]) }];
    const key = keyOf('undo');
    const takeBack = () => desk.call(undoDecisions, { headers: key, body: { items }, as: manager });
    const undone = await takeBack();
    expect(undone.body.results).toMatchObject([{ ok: true }]);
    await write(rep, one.conversation, { body_html: '<p>With the skylight.</p>', autosend_draft: true });
    expect((await takeBack()).body).toEqual(undone.body);
    // Neither of the retries touched what came after.
    expect((await giveItBack()).body).toEqual(first.body);
    expect(await replyIn(one.conversation)).toMatchObject({
      body_html: '<p>With the skylight.</p>',
      returned: null,
    });
    expect(await undo(one.conversation, items[0]?.decision_id ?? 0)).toMatchObject({
      ok: false,
      status: 409,
    });
  });

  test('discarding and confirming: the retry hears the same', async () => {
    const { conversation, reply } = await waiting();
    const read_through = await customerWrites(conversation);
    const params = { conversation_id: conversation };
    const confirming = keyOf('confirm');
    const confirm = (through = read_through) =>
      desk.call(confirmReply, {
        params,
        headers: confirming,
        body: { revision: reply.revision, read_through: through },
        as: manager,
      });
    const confirmed = await confirm();
    expect(confirmed.status).toBe(200);
    const later = await customerWrites(conversation);
    expect((await confirm()).body).toEqual(confirmed.body);
    expect((await confirm(later)).status).toBe(422);
    expect(await eventsOf(conversation, 'draft_confirmed')).toHaveLength(1);

    const headers = keyOf('discard');
    const discard = () =>
      desk.call(discardReply, { params, headers, body: { revision: reply.revision }, as: manager });
    const gone = await discard();
    expect(gone.status).toBe(200);
    expect((await discard()).body).toEqual(gone.body);
    expect(await undo(conversation, gone.body.decision_id)).toMatchObject({ ok: true });
    expect((await discard()).body).toEqual(gone.body);
    expect((await replyIn(conversation)).revision).toBe(reply.revision);
  });
});

describe('when the customer wrote after the reply was composed', () => {
  test('it is stopped at the moment of sending, though it was approved', async () => {
    const { conversation, reply } = await waiting();
    await approve(conversation, reply.revision);
    await customerWrites(conversation);
    mails.length = 0;
    expect(await letLeave(conversation)).toEqual({ result: 'stopped' });
    expect(mails).toEqual([]);
    const stopped = await replyIn(conversation);
    expect(stopped).toMatchObject({ status: 'saved', customer_wrote_since: true });
    expect(stopped.failure).toMatch(/The customer wrote again/);
  });

  test('a manager approves it only after reading the new message', async () => {
    const { conversation, reply } = await waiting();
    const message = await customerWrites(conversation);
    expect((await approve(conversation, reply.revision)).result).toMatchObject({ ok: false, status: 409 });
    expect((await replyIn(conversation)).unanswered_message_id).toBe(message);
    expect((await approve(conversation, reply.revision, manager, message)).result?.ok).toBe(true);
    expect(await letLeave(conversation)).toEqual({ result: 'sent' });
  });

  test('whoever read it says so with one click, and the reply stands', async () => {
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, {});
    const first = await customerWrites(conversation);
    const second = await customerWrites(conversation);
    const { revision } = await replyIn(conversation);
    const confirm = (through: string) => confirmRead(conversation, revision, through);
    expect((await confirm(first)).status).toBe(409);
    expect((await confirm(second)).body.reply.customer_wrote_since).toBe(false);
  });

  test('that it was read is taken back by who said so, and what it had been stopped for is back', async () => {
    const conversation = await desk.conversation(us.id);
    await write(manager, conversation, { autosend_draft: true });
    const message = await customerWrites(conversation);
    expect(await letLeave(conversation)).toEqual({ result: 'stopped' });
    const stopped = await replyIn(conversation);
    const { body } = await confirmRead(conversation, stopped.revision, message);
    expect(body.reply).toMatchObject({ customer_wrote_since: false, failure: null });
    expect(await undo(conversation, body.decision_id, manager)).toMatchObject({ ok: false, status: 403 });
    expect(await undo(conversation, body.decision_id, rep)).toMatchObject({ ok: true });
    expect(await replyIn(conversation)).toMatchObject({
      customer_wrote_since: true,
      failure: stopped.failure,
      unanswered_message_id: message,
    });
    expect(stopped.failure).not.toBeNull();
    expect(await undo(conversation, body.decision_id, rep)).toMatchObject({ ok: false, status: 409 });
  });

  test('that a reply on its way was found to stand is not taken for having let it go', async () => {
    const { conversation, reply } = await waiting();
    const message = await customerWrites(conversation);
    await approve(conversation, reply.revision, manager, message);
    const later = await customerWrites(conversation);
    await desk.call(confirmReply, {
      params: { conversation_id: conversation },
      body: { revision: reply.revision, read_through: later },
      as: manager,
    });
    const query = { params: { conversation_id: conversation }, as: manager };
    expect((await desk.call(getDeskConversation, query)).body.own_decision_id ?? null).toBeNull();
  });

  test('a save tells which message its writer had read', async () => {
    const conversation = await desk.conversation(us.id);
    const read = await customerWrites(conversation);
    await customerWrites(conversation);
    await write(manager, conversation, { autosend_draft: true }, { 'read-through': read });
    expect((await replyIn(conversation)).customer_wrote_since).toBe(true);
    expect(await letLeave(conversation)).toEqual({ result: 'stopped' });
  });

  test('what was read stays read, whatever was read by whom after that', async () => {
    const conversation = await desk.conversation(us.id);
    await desk.save(us, conversation, {});
    const first = await customerWrites(conversation);
    const second = await customerWrites(conversation);
    const { revision } = await replyIn(conversation);
    const confirm = (through: string) => confirmRead(conversation, revision, through);
    expect((await confirm(second)).body.reply.customer_wrote_since).toBe(false);
    expect((await confirm(first)).body.reply.customer_wrote_since).toBe(false);
    await write(rep, conversation, { body_html: '<p>Friday it is.</p>' }, { 'read-through': first });
    expect((await replyIn(conversation)).customer_wrote_since).toBe(false);
  });

  test('what came last has to be read, also where it bears an older date', async () => {
    const { conversation, reply } = await waiting();
    const first = await customerWrites(conversation);
    const late = await customerWrites(conversation, -86_400_000);
    expect((await replyIn(conversation)).unanswered_message_id).toBe(late);
    expect((await approve(conversation, reply.revision, manager, first)).result).toMatchObject({
      ok: false,
      status: 409,
    });
    expect((await approve(conversation, reply.revision, manager, late)).result?.ok).toBe(true);
    expect(await letLeave(conversation)).toEqual({ result: 'sent' });
  });

  test('a save in a pause of writing says nothing about what was read', async () => {
    const conversation = await desk.conversation(us.id);
    const read = await customerWrites(conversation);
    await write(rep, conversation, {}, { 'read-through': read });
    const later = await customerWrites(conversation);
    const change = { body_html: '<p>Changed.</p>' };
    await write(rep, conversation, change, { 'read-through': later, autosave: '?1' });
    expect(await replyIn(conversation)).toMatchObject({ ...change, customer_wrote_since: true });
    await write(rep, conversation, change, { 'read-through': later });
    expect((await replyIn(conversation)).customer_wrote_since).toBe(false);
  });
});

test('nothing leaves at another revision than the one that was approved', async () => {
  const { conversation, reply } = await waiting();
  await approve(conversation, reply.revision);
  const approval = { revision: 'f'.repeat(64), personId: 'p', name: 'n', at: new Date().toISOString() };
  await desk.db
    .update(draftTable)
    .set({ approval })
    .where(sql`${draftTable.conversationId} = ${conversation}`);
  expect(await letLeave(conversation)).toEqual({ result: 'stale' });
  await eventually(async () => expect((await replyIn(conversation)).status).toBe('queued'));
});
