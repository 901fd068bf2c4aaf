import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  getDeskConversation,
  listDeskMessages,
  recallReply,
  suggestRecipients,
} from '#contract/desk/conversation.ts';
import { countQueue, listDeskConversations, listQueue, type QueueTab } from '#contract/desk/queue.ts';
import { saveResponseDraft } from '#contract/response-drafts.ts';
import { insertMessage } from '../../store/messages.ts';
import { newId } from '../../store/new-id.ts';
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

const tab = async (name: QueueTab, search?: string) =>
  (await desk.call(listQueue, { params: { tab: name }, query: { search }, as: rep })).body.data;
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
    author: { kind: 'key', name: 'AI' },
    badges: ['ai_draft'],
  });
  await desk.save(us, conversation, { autosend_draft: true });
  const after = (await desk.call(countQueue, { as: rep })).body;
  expect([after.review, after.scheduled]).toEqual([before.review - 1, before.scheduled + 1]);
  expect((await tab('scheduled')).map((found) => found.conversation_id)).toContain(conversation);
});

test('search finds by recipient, subject and words of the reply, and takes wildcards literally', async () => {
  const conversation = await desk.conversation(us.id, { subject: 'Skylight 100% done' });
  await desk.save(us, conversation, { body_html: '<p>The zinc sheet is here.</p>' });
  for (const search of ['skylight', 'ZINC sheet', 'casey@customer', '100%']) {
    expect([
      search,
      (await tab('review', search)).some((row) => row.conversation_id === conversation),
    ]).toEqual([search, true]);
  }
  expect(await tab('review', '1%0')).toEqual([]);
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
  await vi.waitFor(
    async () => {
      const { body } = await quick.call(listQueue, { params: { tab: 'sent' }, as: person });
      expect(body.data).toMatchObject([{ conversation_id: conversation, snippet: 'Gone' }]);
    },
    { timeout: 30_000, interval: 50 },
  );
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
