import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultCheckLevels } from '#contract/desk/checks.ts';
import { getDeskConversation, recallReply } from '#contract/desk/conversation.ts';
import { approveReplies, discardReply, returnReplies, undoDecisions } from '#contract/desk/decisions.ts';
import { countNews, listNews, mostUnread, readNews } from '#contract/desk/news.ts';
import { noApproval, putPolicy } from '#contract/desk/policy.ts';
import { getSession } from '#contract/desk/session.ts';
import { createMessageDraft } from '#contract/message-drafts.ts';
import { type ResponseDraftInput, saveResponseDraft } from '#contract/response-drafts.ts';
import { DeliveryFailure } from '../../delivery/transport.ts';
import { Listening } from '../../live/listening-for-tests.ts';
import { insertMessage } from '../../store/messages.ts';
import { newId } from '../../store/new-id.ts';
import { conversation as conversationTable, messageDraft, user } from '../../store/schema.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

type Person = { cookie: string };
let desk: TestDesk;
let us: Organization;
let kara: Person;
let clark: Person;
let iris: Person;

beforeAll(async () => {
  const refuse = async () => {
    throw new DeliveryFailure('The address does not exist.', { temporary: false });
  };
  const transport = { sendMail: refuse, sendText: refuse, close() {} };
  desk = await openTestDesk({ transport, sendHoldSeconds: 600 });
  us = await desk.organization();
  kara = await desk.person(us.id, 'rep', 'Kara Danvers');
  clark = await desk.person(us.id, 'manager', 'Clark Webb');
  iris = await desk.person(us.id, 'admin', 'Iris West');
  const approval = { ...noApproval, reps: { email: true, text: true } };
  await desk.call(putPolicy, { body: { approval, checks: defaultCheckLevels }, as: iris });
});
afterAll(() => desk.close());

const write = (as: Person, conversation: string, body: Partial<ResponseDraftInput> = {}) =>
  desk.call(saveResponseDraft, {
    params: { organization_id: us.id, conversation_id: conversation },
    body: { body_html: '<p>Tomorrow at nine.</p>', ...body },
    as,
  });

const itemOf = async (conversation: string) => {
  const params = { conversation_id: conversation };
  const { reply } = (await desk.call(getDeskConversation, { params, as: clark })).body;
  if (!reply) throw new Error('There is no reply');
  return { conversation_id: conversation, revision: reply.revision };
};

const newsOf = async (person: Person) =>
  (await desk.call(listNews, { query: { limit: 500 }, as: person })).body.data;
const kindsAbout = async (person: Person, conversation: string) =>
  (await newsOf(person))
    .filter(({ conversation_id }) => conversation_id === conversation)
    .map(({ kind }) => kind);
const unreadOf = async (person: Person) => (await desk.call(countNews, { as: person })).body.unread;
const readUpTo = (person: Person, up_to: number) => desk.call(readNews, { body: { up_to }, as: person });
const readAll = async (person: Person) => readUpTo(person, (await newsOf(person))[0]?.event_id ?? 0);

test('managers and administrators hear that a review is asked for, and what waits for approval', async () => {
  const [asked, sent] = [await desk.conversation(us.id), await desk.conversation(us.id)];
  await write(kara, asked, { add_notification: true });
  await write(kara, sent, { autosend_draft: true });
  for (const person of [clark, iris]) {
    expect(await kindsAbout(person, asked)).toEqual(['review_requested']);
    expect(await kindsAbout(person, sent)).toEqual(['draft_queued']);
  }
  expect(await kindsAbout(kara, asked)).toEqual([]);
  expect(await kindsAbout(kara, sent)).toEqual([]);
  const [newest] = await newsOf(clark);
  expect(newest).toMatchObject({
    actor: { kind: 'person', name: 'Kara Danvers' },
    conversation_id: sent,
    recipient: 'Casey Customer',
    unread: true,
  });
});

test('a rep hears what became of the reply, and why', async () => {
  const conversation = await desk.conversation(us.id);
  await write(kara, conversation, { autosend_draft: true });
  const note = 'Mention the skylight.';
  await desk.call(returnReplies, { body: { items: [await itemOf(conversation)], note }, as: clark });
  await write(kara, conversation, { autosend_draft: true, body_html: '<p>And the skylight.</p>' });
  const items = [await itemOf(conversation)];
  const [approved] = (await desk.call(approveReplies, { body: { items }, as: clark })).body.results;
  if (!approved?.ok) throw new Error('The approval was refused');
  const undone = [{ conversation_id: conversation, decision_id: approved.decision_id }];
  await desk.call(undoDecisions, { body: { items: undone }, as: clark });
  await desk.call(approveReplies, { body: { items }, as: clark });
  await desk.attempt(await desk.endHold(conversation));

  const news = (await newsOf(kara)).filter(({ conversation_id }) => conversation_id === conversation);
  expect(news.map(({ kind }) => kind)).toEqual([
    'draft_failed',
    // Once: the first one was undone before anybody had read of it.
    'draft_approved',
    'draft_returned',
  ]);
  expect(news[0]?.reason).toContain('The address does not exist.');
  expect(news[2]).toMatchObject({ note, actor: { name: 'Clark Webb' } });
  expect(await kindsAbout(iris, conversation)).toEqual(['draft_queued', 'draft_queued']);
});

test('what is undone is no news any more, and that it is undone is news to who had read of it', async () => {
  const [before, after] = [await desk.conversation(us.id), await desk.conversation(us.id)];
  const note = 'Mention the skylight.';
  const giveBack = async (conversation: string) => {
    await write(kara, conversation, { autosend_draft: true });
    const items = [await itemOf(conversation)];
    const [made] = (await desk.call(returnReplies, { body: { items, note }, as: clark })).body.results;
    if (!made?.ok) throw new Error('The return was refused');
    return [{ conversation_id: conversation, decision_id: made.decision_id }];
  };
  const undo = (items: { conversation_id: string; decision_id: number }[]) =>
    desk.call(undoDecisions, { body: { items }, as: clark });
  await readAll(kara);

  await undo(await giveBack(before));
  expect(await unreadOf(kara)).toBe(0);
  expect(await kindsAbout(kara, before)).toEqual([]);

  const read = await giveBack(after);
  expect(await unreadOf(kara)).toBe(1);
  await readAll(kara);
  await undo(read);
  expect(await unreadOf(kara)).toBe(1);
  expect(await kindsAbout(kara, after)).toEqual(['decision_undone', 'draft_returned']);
});

const approvedBy = async (as: Person, conversation: string) => {
  await write(kara, conversation, { autosend_draft: true });
  const items = [await itemOf(conversation)];
  await desk.call(approveReplies, { body: { items }, as });
};

test('whoever approved a reply hears that it was taken back, and nobody else does', async () => {
  const [saved, recalled, own, waiting] = [
    await desk.conversation(us.id),
    await desk.conversation(us.id),
    await desk.conversation(us.id),
    await desk.conversation(us.id),
  ];
  await approvedBy(clark, saved);
  await write(kara, saved, { body_html: '<p>At ten, rather.</p>' });
  await approvedBy(clark, recalled);
  await desk.call(recallReply, { params: { conversation_id: recalled }, as: kara });
  await approvedBy(clark, own);
  await desk.call(recallReply, { params: { conversation_id: own }, as: clark });
  await write(kara, waiting, { autosend_draft: true });
  await write(kara, waiting, { body_html: '<p>At ten, rather.</p>' });

  for (const conversation of [saved, recalled]) {
    expect(await kindsAbout(clark, conversation)).toEqual(['draft_recalled', 'draft_queued']);
    expect(await kindsAbout(iris, conversation)).toEqual(['draft_queued']);
  }
  for (const conversation of [own, waiting])
    expect(await kindsAbout(clark, conversation)).toEqual(['draft_queued']);
  // Whose own yes it was tells whoever had let it go.
  expect(await kindsAbout(kara, own)).toEqual(['draft_recalled', 'draft_approved']);
});

test('whose reply somebody else discards or writes over hears of it, and so does whoever approved it', async () => {
  const [waits, approved, over] = [
    await desk.conversation(us.id),
    await desk.conversation(us.id),
    await desk.conversation(us.id),
  ];
  const discard = async (as: Person, conversation: string) => {
    const { revision } = await itemOf(conversation);
    await desk.call(discardReply, { params: { conversation_id: conversation }, body: { revision }, as });
  };
  await write(kara, waits, { autosend_draft: true });
  await discard(clark, waits);
  expect(await kindsAbout(kara, waits)).toEqual(['draft_deleted']);
  expect(await kindsAbout(iris, waits)).toEqual(['draft_queued']);

  await approvedBy(clark, approved);
  await discard(kara, approved);
  expect((await kindsAbout(clark, approved))[0]).toBe('draft_deleted');

  await write(kara, over, { autosend_draft: true });
  await desk.save(us, over, { body_html: '<p>From a program.</p>' });
  expect(await kindsAbout(kara, over)).toEqual(['draft_recalled']);
});

/** The undo window is over, and the mail server refuses the reply. */
const fail = async (conversation: string) =>
  expect(await desk.attempt(await desk.endHold(conversation))).toMatchObject({ result: 'failed' });
const approve = async (as: Person, conversation: string) => {
  const { body } = await desk.call(approveReplies, { body: { items: [await itemOf(conversation)] }, as });
  expect(body.results).toMatchObject([{ ok: true }]);
};
/** Mail from the customer arrives now. */
const customerWrites = (conversation: string) =>
  insertMessage(desk.db, {
    id: newId('msg'),
    organizationId: us.id,
    conversationId: conversation,
    modality: 'email',
    direction: 'received',
    content: 'One more thing.',
    contentFormat: 'text',
    occurredAt: new Date().toISOString(),
  });

test('whoever approved what a program wrote hears that another manager returned it, where it is nobody’s own', async () => {
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, {});
  await approve(clark, conversation);
  const items = [await itemOf(conversation)];
  await desk.call(returnReplies, { body: { items, note: 'Not on a Sunday.' }, as: iris });
  expect(await kindsAbout(clark, conversation)).toEqual(['draft_returned']);
});

test('whoever approved what a program wrote hears that it failed or was held, where it is nobody’s own', async () => {
  const [failed, stopped] = [await desk.conversation(us.id), await desk.conversation(us.id)];
  for (const conversation of [failed, stopped]) {
    await desk.save(us, conversation, {});
    await approve(clark, conversation);
  }
  await fail(failed);
  const job = await desk.endHold(stopped);
  await customerWrites(stopped);
  expect(await desk.attempt(job)).toEqual({ result: 'stopped' });
  expect(await kindsAbout(clark, failed)).toEqual(['draft_failed']);
  expect(await kindsAbout(clark, stopped)).toEqual(['draft_stopped']);
  for (const conversation of [failed, stopped])
    for (const person of [kara, iris]) expect(await kindsAbout(person, conversation)).toEqual([]);
});

test('managers hear that a reply failed or was held that no person had to do with', async () => {
  const [failed, stopped] = [await desk.conversation(us.id), await desk.conversation(us.id)];
  for (const conversation of [failed, stopped]) await desk.save(us, conversation, { autosend_draft: true });
  await fail(failed);
  const job = await desk.endHold(stopped);
  await customerWrites(stopped);
  expect(await desk.attempt(job)).toEqual({ result: 'stopped' });
  for (const person of [clark, iris]) {
    expect(await kindsAbout(person, failed)).toEqual(['draft_failed']);
    expect(await kindsAbout(person, stopped)).toEqual(['draft_stopped']);
  }
  for (const conversation of [failed, stopped]) expect(await kindsAbout(kara, conversation)).toEqual([]);
});

test('the rep who looks after a conversation hears that what a program wrote there failed', async () => {
  const id = await desk.conversation(us.id);
  const { person_id: agentId } = (await desk.call(getSession, { as: kara })).body.person;
  await desk.db.update(conversationTable).set({ agentId }).where(eq(conversationTable.id, id));
  await desk.save(us, id, {});
  await approve(clark, id);
  await fail(id);
  expect(await kindsAbout(kara, id)).toEqual(['draft_failed', 'draft_approved']);
  expect(await kindsAbout(clark, id)).toEqual([]);
});

test('a rep hears what became of a reply that a manager edited and let go', async () => {
  const [failed, recalled, again, returned] = [
    await desk.conversation(us.id),
    await desk.conversation(us.id),
    await desk.conversation(us.id),
    await desk.conversation(us.id),
  ];
  for (const conversation of [failed, recalled, again, returned]) {
    await write(kara, conversation, { add_notification: true });
    await write(clark, conversation, { autosend_draft: true, body_html: '<p>Tomorrow at ten.</p>' });
    expect(await kindsAbout(kara, conversation)).toEqual(['draft_approved']);
  }
  await fail(failed);
  expect(await kindsAbout(kara, failed)).toEqual(['draft_failed', 'draft_approved']);
  expect(await kindsAbout(clark, failed)).toEqual(['review_requested']);

  const recall = (conversation: string) =>
    desk.call(recallReply, { params: { conversation_id: conversation }, as: clark });
  await recall(recalled);
  expect(await kindsAbout(kara, recalled)).toEqual(['draft_recalled', 'draft_approved']);

  await recall(again);
  await approve(clark, again);
  expect((await kindsAbout(kara, again))[0]).toBe('draft_approved');

  const items = [await itemOf(returned)];
  await desk.call(returnReplies, { body: { items, note: 'Not yet.' }, as: iris });
  expect(await kindsAbout(kara, returned)).toEqual(['draft_returned', 'draft_approved']);
});

test('a rep who edited what a program wrote hears that it failed after a manager edited it as well', async () => {
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, {});
  await write(kara, conversation, { autosend_draft: true, body_html: '<p>Tomorrow at ten.</p>' });
  await write(clark, conversation, { autosend_draft: true, body_html: '<p>Tomorrow at eleven.</p>' });
  await fail(conversation);
  expect(await kindsAbout(kara, conversation)).toEqual(['draft_failed', 'draft_approved']);
});

test('a manager who sends what a program wrote, of one’s own accord, hears that it failed', async () => {
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, {});
  await write(clark, conversation, { autosend_draft: true, body_html: '<p>Tomorrow at ten.</p>' });
  await fail(conversation);
  expect(await kindsAbout(clark, conversation)).toEqual(['draft_failed']);
  expect(await kindsAbout(iris, conversation)).toEqual([]);
});

test('a first message that a review is asked for, or that could not be sent, is told to those it concerns', async () => {
  const draft = (as: Record<string, string>, body: object) =>
    desk.call(createMessageDraft, {
      params: { organization_id: us.id },
      body: {
        modality: 'email',
        to_email: 'new@mail.example',
        subject: 'Hello',
        body_html: '<p>Hi</p>',
        ...body,
      } as never,
      as,
    });
  const asked = await draft(kara, { add_notification: true, to_user_name: 'Nora New' });
  expect(asked.status).toBe(201);
  expect((await newsOf(clark))[0]).toMatchObject({ kind: 'message_draft_saved', recipient: 'Nora New' });
  const { body } = await draft(clark, { autosend_draft: true });
  const [queued] = await desk.db
    .update(messageDraft)
    .set({ releaseAt: sql`clock_timestamp() - interval '1 second'` })
    .where(eq(messageDraft.id, body.draft_id))
    .returning();
  await desk.attempt({ kind: 'message', draftId: body.draft_id, deliveryId: queued?.deliveryId ?? '' });
  expect((await newsOf(clark))[0]).toMatchObject({
    kind: 'message_draft_failed',
    recipient: 'new@mail.example',
    reason: 'The address does not exist.',
  });
});

test('what one does oneself is no news, in the list and in an open desk', async () => {
  const conversation = await desk.conversation(us.id);
  await readAll(clark);
  const listening = await Listening.to(desk, clark);
  await write(clark, conversation, { add_notification: true });
  const { data } = await listening.untilHappened({ kind: 'review_requested', conversation_id: conversation });
  expect(data).not.toHaveProperty('notifies_me');
  await listening.stop();
  expect(await kindsAbout(clark, conversation)).toEqual([]);
  expect(await unreadOf(clark)).toBe(0);
  expect(await kindsAbout(iris, conversation)).toEqual(['review_requested']);
});

test('saving over and over again makes none', async () => {
  const conversation = await desk.conversation(us.id);
  for (const n of [1, 2, 3]) await write(kara, conversation, { body_html: `<p>Draft ${n}.</p>` });
  await desk.save(us, conversation, { body_html: '<p>By the AI.</p>' });
  for (const person of [kara, clark, iris]) expect(await kindsAbout(person, conversation)).toEqual([]);
});

test('what was read stays read, and what has not happened yet is not', async () => {
  await readAll(clark);
  expect(await unreadOf(clark)).toBe(0);
  for (const _ of [1, 2, 3]) await write(kara, await desk.conversation(us.id), { add_notification: true });
  const [third, second, first] = await newsOf(clark);
  if (!first || !second || !third) throw new Error('Three reviews were asked for');
  expect((await readUpTo(clark, second.event_id)).body).toEqual({ unread: 1 });
  expect((await readUpTo(clark, first.event_id)).body).toEqual({ unread: 1 });
  expect((await newsOf(clark)).slice(0, 3).map(({ unread }) => unread)).toEqual([true, false, false]);
  expect((await readUpTo(clark, Number.MAX_SAFE_INTEGER)).body).toEqual({ unread: 0 });
  await write(kara, await desk.conversation(us.id), { add_notification: true });
  expect(await unreadOf(clark)).toBe(1);
  expect((await readUpTo(clark, -1)).status).toBe(422);
});

test('a page ends where the next one begins', async () => {
  const seen: number[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await desk.call(listNews, { query: { limit: 2, cursor }, as: iris });
    seen.push(...body.data.map(({ event_id }) => event_id));
    cursor = body.pagination.next_cursor ?? undefined;
  } while (cursor);
  expect(seen.length).toBeGreaterThan(4);
  expect(seen).toEqual((await newsOf(iris)).map(({ event_id }) => event_id));
});

test('another organisation hears nothing, and a program has none to hear', async () => {
  const them = await desk.organization('Them');
  const lex = await desk.person(them.id, 'admin', 'Lex');
  await write(kara, await desk.conversation(us.id), { add_notification: true });
  expect(await newsOf(lex)).toEqual([]);
  expect(await unreadOf(lex)).toBe(0);
  const withKey = await desk.send('/api/desk/news', { headers: { 'x-api-key': us.key } });
  expect(withKey.status).toBe(401);
});

test('whoever comes later has read what was before, and hears what managers hear once they are one', async () => {
  const lena = await desk.person(us.id, 'rep', 'Lena Later');
  await write(kara, await desk.conversation(us.id), { add_notification: true });
  expect(await newsOf(lena)).toEqual([]);
  const { person_id: id } = (await desk.call(getSession, { as: lena })).body.person;
  await desk.db.update(user).set({ role: 'manager' }).where(eq(user.id, id));
  const conversation = await desk.conversation(us.id);
  await write(kara, conversation, { add_notification: true });
  expect(await kindsAbout(lena, conversation)).toEqual(['review_requested']);
  expect(await unreadOf(lena)).toBe(2);
});

test('counting ends at a hundred', async () => {
  await readAll(iris);
  await desk.db.execute(sql`
    insert into event (organization_id, kind, actor_kind, notifies)
    select ${us.id}, 'review_requested', 'key', 'managers' from generate_series(1, 120)`);
  expect(await unreadOf(iris)).toBe(mostUnread);
});
