import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  getDeskConversation,
  listDeskMessages,
  recallReply,
  suggestRecipients,
} from '#contract/desk/conversation.ts';
import { returnReplies } from '#contract/desk/decisions.ts';
import {
  countQueue,
  listDeskConversations,
  listQueue,
  mostConversations,
  type QueueTab,
} from '#contract/desk/queue.ts';
import { saveResponseDraft } from '#contract/response-drafts.ts';
import { eventually } from '../../../eventually-for-tests.ts';
import { insertMessage } from '../../store/messages.ts';
import { newId } from '../../store/new-id.ts';
import { draft } from '../../store/schema.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

let desk: TestDesk;
let us: Organization;
let rep: { cookie: string };

beforeAll(async () => {
  desk = await openTestDesk({ sendHoldSeconds: 600 });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep', 'Robin Rep');
});
afterAll(() => desk.close());

const tab = async (name: QueueTab) =>
  (await desk.call(listQueue, { params: { tab: name }, as: rep })).body.data;
const open = (conversation: string) =>
  desk.call(getDeskConversation, { params: { conversation_id: conversation }, as: rep });

test('a saved draft is to review, a queued one is scheduled, and the counts say so', async () => {
  const conversation = await desk.conversation(us.id, { subject: 'Chimney' });
  await desk.save(us, conversation, { body_html: '<p>Hello <b>Casey</b>,</p><p>yes.</p>' });
  const before = (await desk.call(countQueue, { as: rep })).body;
  const row = (await tab('review')).find((found) => found.conversation_id === conversation);
  expect(row).toMatchObject({
    recipient_name: 'Casey Customer',
    subject: 'Re: Chimney',
    snippet: 'Hello Casey, yes.',
    author: { kind: 'key', name: 'AI', id: expect.any(String) },
    badges: ['ai_draft'],
  });
  await desk.save(us, conversation, { autosend_draft: true });
  const after = (await desk.call(countQueue, { as: rep })).body;
  expect([after.review, after.scheduled]).toEqual([before.review - 1, before.scheduled + 1]);
  expect((await tab('scheduled')).map((found) => found.conversation_id)).toContain(conversation);
});

test('filters narrow a tab: author, channel, age, flags and what is mine; what means nothing falls away', async () => {
  const there = await desk.organization();
  const me = await desk.person(there.id, 'rep', 'Mona Me');
  const other = await desk.person(there.id, 'rep', 'Otto Other');
  const list = async (query: Record<string, unknown>) =>
    (await desk.call(listQueue, { params: { tab: 'review' }, query, as: me })).body.data;
  const write = (conversation: string, as: Record<string, string>) =>
    desk.call(saveResponseDraft, {
      params: { organization_id: there.id, conversation_id: conversation },
      body: { body_html: `<p>${newId('rsp')}</p>` },
      as,
    });
  const [ai, mine, theirs, text, old] = [
    await desk.conversation(there.id),
    await desk.conversation(there.id),
    await desk.conversation(there.id),
    await desk.conversation(there.id, { modality: 'text' }),
    await desk.conversation(there.id),
  ] as const;
  for (const conversation of [ai, text, old]) await desk.save(there, conversation, {});
  await write(mine, me);
  await write(theirs, other);
  await write(text, other);
  await desk.db
    .update(draft)
    .set({ createdAt: new Date(Date.now() - 25 * 3_600_000).toISOString() })
    .where(eq(draft.conversationId, old));
  const author = (await list({ mine: 'true' }))[0]?.author?.id;
  const found = async (query: Record<string, unknown>) =>
    (await list(query)).map((row) => row.conversation_id).sort();
  expect(await found({ mine: 'true' })).toEqual([mine]);
  expect(await found({ author })).toEqual([mine]);
  expect(await found({ author: 'ai' })).toEqual([ai, text, old].sort());
  expect(await found({ author: 'ai', modality: 'text' })).toEqual([text]);
  expect(await found({ flag: 'edited' })).toEqual([text]);
  expect(await found({ age: '1d' })).toEqual([old]);
  expect(await found({ age: '2d' })).toEqual([]);
  const nonsense = { age: 'old', flag: 'blue', modality: 'call', mine: 'perhaps' };
  expect(await found(nonsense)).toEqual([ai, mine, theirs, text, old].sort());
});

test('a list can be asked for what it has of some conversations', async () => {
  const there = await desk.organization();
  const me = await desk.person(there.id, 'rep', 'Sol Some');
  const conversations = [
    await desk.conversation(there.id),
    await desk.conversation(there.id),
    await desk.conversation(there.id),
  ] as const;
  for (const conversation of conversations) await desk.save(there, conversation, {});
  const [first, second, third] = conversations;
  await desk.save(there, second, { autosend_draft: true });
  const strange = await desk.conversation(us.id);
  await desk.save(us, strange, {});
  const query = { conversation_ids: [first, second, strange].join() };
  const found = ({ data }: { data: { conversation_id: string }[] }) => data.map((row) => row.conversation_id);
  const inTab = async (tab: QueueTab) =>
    found((await desk.call(listQueue, { params: { tab }, query, as: me })).body);
  expect(await inTab('review')).toEqual([first]);
  expect(await inTab('scheduled')).toEqual([second]);
  expect(await inTab('sent')).toEqual([]);
  const all = (await desk.call(listDeskConversations, { query, as: me })).body;
  expect(found(all).sort()).toEqual([first, second].sort());
  expect(found((await desk.call(listQueue, { params: { tab: 'review' }, as: me })).body)).toEqual([
    third,
    first,
  ]);
});

test('no more conversations can be asked for than an address holds', async () => {
  const query = {
    conversation_ids: Array.from({ length: mostConversations + 1 }, () => newId('cnv')).join(),
  };
  const answer = await desk.call(listDeskConversations, { query, as: rep });
  expect(answer.status).toBe(422);
});

test('each flag finds the replies that have it', async () => {
  const there = await desk.organization();
  const me = await desk.person(there.id, 'rep', 'Flo Flag');
  const requested = await desk.conversation(there.id);
  await desk.save(there, requested, { add_notification: true });
  const failed = await desk.conversation(there.id);
  await desk.save(there, failed, {});
  await desk.db.update(draft).set({ failure: 'No such mailbox' }).where(eq(draft.conversationId, failed));
  const overtaken = await desk.conversation(there.id);
  await desk.save(there, overtaken, {});
  await insertMessage(desk.db, {
    id: newId('msg'),
    organizationId: there.id,
    conversationId: overtaken,
    modality: 'email',
    direction: 'received',
    content: 'One more thing',
    contentFormat: 'text',
    occurredAt: new Date().toISOString(),
  });
  await desk.save(there, await desk.conversation(there.id), {});
  const found = async (name: QueueTab, flag: string) =>
    (await desk.call(listQueue, { params: { tab: name }, query: { flag }, as: me })).body.data.map(
      (row) => row.conversation_id,
    );
  expect(await found('review', 'review_requested')).toEqual([requested]);
  expect(await found('failed', 'failed')).toEqual([failed]);
  expect(await found('review', 'customer_wrote_since')).toEqual([overtaken]);
});

test('what went out is filtered and searched like what waits', async () => {
  const quick = await openTestDesk();
  const there = await quick.organization();
  const me = await quick.person(there.id, 'rep', 'Sam Sender');
  const [mail, text] = [
    await quick.conversation(there.id),
    await quick.conversation(there.id, { modality: 'text' }),
  ] as const;
  await quick.save(there, mail, { body_html: '<p>The chimney is swept.</p>', autosend_draft: true });
  const params = { organization_id: there.id, conversation_id: text };
  await quick.call(saveResponseDraft, {
    params,
    body: { body_html: 'On my way', autosend_draft: true },
    as: me,
  });
  const found = async (query: Record<string, unknown> = {}) =>
    (await quick.call(listQueue, { params: { tab: 'sent' }, query, as: me })).body.data
      .map((row) => row.conversation_id)
      .sort();
  await eventually(async () => expect(await found()).toEqual([mail, text].sort()));
  expect(await found({ author: 'ai' })).toEqual([mail]);
  expect(await found({ mine: 'true' })).toEqual([text]);
  expect(await found({ modality: 'text' })).toEqual([text]);
  expect(await found({ search: 'chimney' })).toEqual([mail]);
  expect(await found({ age: '1d' })).toEqual([]);
  await quick.close();
});

test('what a manager gave back says by whom and why', async () => {
  const manager = await desk.person(us.id, 'manager', 'Clark Manager');
  const conversation = await desk.conversation(us.id);
  const { body } = await desk.save(us, conversation, { add_notification: true });
  const { revision } = (await tab('review')).find((row) => row.response_id === body.response_id) ?? {};
  const item = { conversation_id: conversation, revision: revision ?? '' };
  await desk.call(returnReplies, { body: { items: [item], note: 'Name the date, please.' }, as: manager });
  const row = (await tab('review')).find((found) => found.conversation_id === conversation);
  expect(row).toMatchObject({
    badges: ['returned', 'ai_draft'],
    returned: { by: 'Clark Manager', note: 'Name the date, please.', at: expect.any(String) },
    awaiting_approval: false,
  });
  const query = { flag: 'returned' } as const;
  const { body: flagged } = await desk.call(listQueue, { params: { tab: 'review' }, query, as: rep });
  expect(flagged.data.map((found) => found.conversation_id)).toEqual([conversation]);
});

test('a tab is counted up to a thousand', async () => {
  const there = await desk.organization();
  const person = await desk.person(there.id, 'rep');
  await desk.save(there, await desk.conversation(there.id), {});
  await desk.store.query(
    `insert into conversation (id, organization_id, contact_id, modality, start_at, last_activity_at)
     select c.id || n, c.organization_id, c.contact_id, c.modality, now(), now()
     from conversation c, generate_series(1, 1200) n where c.organization_id = $1`,
    [there.id],
  );
  await desk.store.query(
    `insert into draft (id, organization_id, conversation_id, status, body_html, revision, author_kind, author_id, author_name)
     select c.id, c.organization_id, c.id, 'saved', '', '', 'key', 'k', 'AI'
     from conversation c where c.organization_id = $1 on conflict do nothing`,
    [there.id],
  );
  const { body } = await desk.call(countQueue, { as: person });
  expect(body).toEqual({ review: 1000, approval: 0, scheduled: 0, failed: 0 });
});

test('who wrote and saved a reply is not taken for somebody else of the same name', async () => {
  const namesake = await desk.person(us.id, 'manager', 'Robin Rep');
  const conversation = await desk.conversation(us.id);
  const params = { organization_id: us.id, conversation_id: conversation };
  await desk.call(saveResponseDraft, { params, body: { body_html: '<p>Mine</p>' }, as: rep });
  const seenBy = async (as: { cookie: string }) => {
    const query = { params: { conversation_id: conversation }, as };
    return (await desk.call(getDeskConversation, query)).body.reply;
  };
  const by = (isCaller: boolean) => {
    const writer = { kind: 'person', name: 'Robin Rep', is_caller: isCaller };
    return { author: writer, saved_by: writer };
  };
  expect(await seenBy(rep)).toMatchObject(by(true));
  expect(await seenBy(namesake)).toMatchObject(by(false));
});

test('who comes back to the words of somebody else has saved them', async () => {
  const conversation = await desk.conversation(us.id);
  const manager = await desk.person(us.id, 'manager', 'Mina Manager');
  const params = { organization_id: us.id, conversation_id: conversation };
  const save = (words: string, as: { cookie: string }) =>
    desk.call(saveResponseDraft, { params, body: { body_html: `<p>${words}</p>` }, as });
  await save('Tuesday', rep);
  await save('Tuesday, perhaps', manager);
  await save('Tuesday', manager);
  const seen = await desk.call(getDeskConversation, {
    params: { conversation_id: conversation },
    as: manager,
  });
  expect(seen.body.reply).toMatchObject({
    author: { name: 'Robin Rep', is_caller: false },
    saved_by: { name: 'Mina Manager', is_caller: true },
  });
});

test('a draft that a person edited is told from what the AI wrote, and one before the latest message is flagged', async () => {
  const conversation = await desk.conversation(us.id);
  await desk.save(us, conversation, { body_html: '<p>AI</p>' });
  const params = { organization_id: us.id, conversation_id: conversation };
  await desk.call(saveResponseDraft, { params, body: { body_html: '<p>Person</p>' }, as: rep });
  const badges = async () =>
    (await tab('review')).find((row) => row.conversation_id === conversation)?.badges;
  expect(await badges()).toEqual(['edited']);
  expect((await open(conversation)).body.reply).toMatchObject({
    customer_wrote_since: false,
    author: { kind: 'key' },
    saved_by: { kind: 'person', name: 'Robin Rep' },
  });
  // Written before the reply, but it arrived after it.
  const earlier = new Date(Date.now() - 60_000).toISOString();
  await insertMessage(desk.db, {
    id: newId('msg'),
    organizationId: us.id,
    conversationId: conversation,
    modality: 'email',
    direction: 'received',
    content: 'One more thing',
    contentFormat: 'text',
    occurredAt: earlier,
  });
  expect(await badges()).toEqual(['customer_wrote_since', 'edited']);
  expect((await open(conversation)).body.reply?.customer_wrote_since).toBe(true);
});

test('a recalled reply is saved again with all its content, and nothing leaves', async () => {
  const conversation = await desk.conversation(us.id);
  const queued = await desk.save(us, conversation, {
    body_html: '<p>Wait</p>',
    cc_emails: ['c@x.example'],
    bcc_emails: ['b@x.example'],
    autosend_draft: true,
  });
  const params = { conversation_id: conversation };
  const stale = await desk.call(recallReply, { params, headers: { 'if-match': '"other"' }, as: rep });
  expect(stale.status).toBe(412);
  const recalled = await desk.call(recallReply, {
    params,
    headers: { 'if-match': queued.headers.get('etag') ?? '' },
    as: rep,
  });
  expect(recalled.body).toMatchObject({
    response_id: queued.body.response_id,
    status: 'saved',
    body_html: '<p>Wait</p>',
    cc_emails: ['c@x.example'],
    bcc_emails: ['b@x.example'],
    release_at: null,
  });
});

test('a reply that went out is under sent, and cannot be recalled', async () => {
  const quick = await openTestDesk();
  const there = await quick.organization();
  const person = await quick.person(there.id, 'rep');
  const conversation = await quick.conversation(there.id);
  await quick.save(there, conversation, { body_html: '<p>Gone</p>', autosend_draft: true });
  await eventually(async () => {
    const { body } = await quick.call(listQueue, { params: { tab: 'sent' }, as: person });
    expect(body.data).toMatchObject([{ conversation_id: conversation, snippet: 'Gone' }]);
  });
  const late = await quick.call(recallReply, { params: { conversation_id: conversation }, as: person });
  expect(late.status).toBe(404);
  await quick.close();
});

test('all conversations are listed with their latest words, unread until their messages were shown', async () => {
  const conversation = await desk.conversation(us.id, { at: new Date().toISOString() });
  const row = async () =>
    (await desk.call(listDeskConversations, { as: rep })).body.data.find(
      (found) => found.conversation_id === conversation,
    );
  expect(await row()).toMatchObject({ snippet: 'When can you come?', is_read: false, draft: 'none' });
  await open(conversation);
  expect((await row())?.is_read).toBe(false);
  await desk.call(listDeskMessages, { params: { conversation_id: conversation }, as: rep });
  expect((await row())?.is_read).toBe(true);
});

test('who took part in the conversation is suggested for Cc, each once', async () => {
  const conversation = await desk.conversation(us.id);
  await insertMessage(desk.db, {
    id: newId('msg'),
    organizationId: us.id,
    conversationId: conversation,
    modality: 'email',
    direction: 'received',
    content: '',
    contentFormat: 'text',
    toEmails: ['office@roofers.example'],
    ccEmails: ['"Doe, Jane" <jane@x.example>', 'JANE@x.example'],
    occurredAt: new Date().toISOString(),
  });
  const params = { conversation_id: conversation };
  const { body } = await desk.call(suggestRecipients, { params, query: { search: 'jane' }, as: rep });
  expect(body.data).toEqual([{ name: 'Doe, Jane', email: 'jane@x.example' }]);
});
