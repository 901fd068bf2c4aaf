import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createContact, getContact, listContacts } from '#contract/contacts.ts';
import {
  getConversation,
  listAgentConversations,
  listContactConversations,
  listConversations,
} from '#contract/conversations.ts';
import {
  createMessageDraft,
  deleteMessageDraft,
  getMessageDraft,
  listMessageDrafts,
} from '#contract/message-drafts.ts';
import { getMessage, listMessages } from '#contract/messages.ts';
import { getAgent, listAgents, listOrganizations } from '#contract/organizations.ts';
import { listResponseDrafts } from '#contract/response-drafts.ts';
import { eventually } from '../../eventually-for-tests.ts';
import { hashApiKey } from '../session/api-keys.ts';
import { newId } from '../store/new-id.ts';
import { insertApiKey } from '../store/organizations.ts';
import { conversation as conversationTable } from '../store/schema.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';

let desk: TestDesk;
let us: Organization;
let them: Organization;
const as = (of: Organization) => ({ 'x-api-key': of.key });

beforeAll(async () => {
  desk = await openTestDesk();
  us = await desk.organization('Us');
  them = await desk.organization('Them');
});
afterAll(() => desk.close());

describe('keys', () => {
  const withKey = async (headers: Record<string, string>) => {
    const response = await desk.send('/api/v2/organizations', { headers });
    return [response.status, (await response.json()).detail];
  };
  const keyWith = async (more: { active?: boolean; expiresAt?: string }) => {
    const key = newId('key');
    await insertApiKey(desk.db, {
      id: newId('key'),
      organizationId: us.id,
      name: 'k',
      hash: hashApiKey(key),
      ...more,
    });
    return { 'x-api-key': key };
  };

  test('missing, unknown, inactive and expired ones are told apart', async () => {
    expect(await withKey({})).toEqual([403, 'Missing API Key']);
    expect(await withKey({ 'x-api-key': 'nobody-has-this' })).toEqual([403, 'Invalid API Key']);
    expect(await withKey(await keyWith({ active: false }))).toEqual([403, 'API Key is inactive']);
    expect(await withKey(await keyWith({ expiresAt: '2020-01-01T00:00:00Z' }))).toEqual([
      403,
      'API Key has expired',
    ]);
    expect(await withKey(await keyWith({ expiresAt: '2999-01-01T00:00:00Z' }))).toEqual([200, undefined]);
  });

  test('a key sees its own organisation alone', async () => {
    const { body } = await desk.call(listOrganizations, { as: as(us) });
    expect(body.data).toEqual([{ organization_id: us.id, name: 'Us' }]);
    const foreign = await desk.call(listConversations, { params: { organization_id: them.id }, as: as(us) });
    expect([foreign.status, foreign.body.detail]).toEqual([404, 'Invalid organization_id']);
  });
});

describe('contacts and agents', () => {
  test('a contact needs a name, an address or a number', async () => {
    const params = { organization_id: us.id };
    const none = await desk.call(createContact, {
      params,
      body: { name: ' ', company_role: 'CEO' },
      as: as(us),
    });
    expect(none.status).toBe(400);
    const made = await desk.call(createContact, {
      params,
      body: { email: 'new@contact.example', custom_fields: { tier: 'gold' } },
      as: as(us),
    });
    expect(made.status).toBe(201);
    const read = await desk.call(getContact, {
      params: { ...params, contact_id: made.body.contact_id },
      as: as(us),
    });
    expect(read.body).toEqual(made.body);
    expect(read.body).toMatchObject({
      name: null,
      email: 'new@contact.example',
      custom_fields: { tier: 'gold' },
    });
    const foreign = { organization_id: them.id, contact_id: made.body.contact_id };
    expect((await desk.call(getContact, { params: foreign, as: as(them) })).status).toBe(404);
  });

  test('the people of the organisation are its agents', async () => {
    await desk.person(us.id, 'rep', 'Rosa Rep');
    const { body } = await desk.call(listAgents, { params: { organization_id: us.id }, as: as(us) });
    const rosa = body.data.find(({ name }) => name === 'Rosa Rep');
    const params = { organization_id: us.id, agent_id: rosa?.agent_id ?? '' };
    expect((await desk.call(getAgent, { params, as: as(us) })).body).toEqual(rosa);
    const theirs = { organization_id: them.id, agent_id: params.agent_id };
    expect((await desk.call(getAgent, { params: theirs, as: as(them) })).status).toBe(404);
    const none = await desk.call(listAgentConversations, { params, as: as(us) });
    expect(none.body.data).toEqual([]);
  });
});

describe('conversations and messages', () => {
  test('are read under their own organisation and conversation alone', async () => {
    const [one, other] = [await desk.conversation(us.id), await desk.conversation(us.id)];
    const path = { organization_id: us.id, conversation_id: one };
    const { body: conversation } = await desk.call(getConversation, { params: path, as: as(us) });
    expect(conversation).toMatchObject({ conversation_id: one, is_read: false, folder: 'inbox' });
    const { body: messages } = await desk.call(listMessages, { params: path, as: as(us) });
    expect(messages.data).toMatchObject([{ content: 'When can you come?', message_direction: 'received' }]);
    const message_id = messages.data[0]?.message_id ?? '';
    const wrong = await desk.call(getMessage, {
      params: { ...path, conversation_id: other, message_id },
      as: as(us),
    });
    expect([wrong.status, wrong.body.detail]).toEqual([404, 'Message not found']);
    const foreign = { organization_id: them.id, conversation_id: one };
    const refused = await desk.call(getConversation, { params: foreign, as: as(them) });
    expect([refused.status, refused.body.detail]).toEqual([404, 'Conversation not found']);
    const ofContact = { organization_id: us.id, contact_id: conversation.contact_id };
    const { body: theirs } = await desk.call(listContactConversations, { params: ofContact, as: as(us) });
    expect(theirs.data).toEqual([conversation]);
  });
});

describe('lists', () => {
  let many: Organization;
  let ids: string[];
  const minute = (n: number) => new Date(Date.UTC(2026, 4, 22, 10, n)).toISOString();

  beforeAll(async () => {
    many = await desk.organization('Many');
    ids = [];
    // Three of every minute, so that pages end between equal times.
    for (let n = 0; n < 21; n++)
      ids.unshift(await desk.conversation(many.id, { at: minute(Math.floor(n / 3)) }));
  });

  const page = (query: Record<string, unknown>, of = many) =>
    desk.call(listConversations, { params: { organization_id: of.id }, query, as: as(of) });

  test('walk through everything once, while rows are inserted and deleted', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let round = 0; round < 20; round++) {
      const { body }: Awaited<ReturnType<typeof page>> = await page({
        limit: 4,
        ...(cursor ? { cursor } : {}),
      });
      expect(body.pagination).toMatchObject({
        limit: 4,
        cursor,
        has_more: body.pagination.next_cursor !== null,
      });
      seen.push(...body.data.map(({ conversation_id }) => conversation_id));
      cursor = body.pagination.next_cursor;
      if (!cursor) break;
      const last = body.data.at(-1)?.conversation_id ?? '';
      await desk.db.delete(conversationTable).where(eq(conversationTable.id, last));
      await desk.conversation(many.id, { at: new Date().toISOString() });
    }
    expect(cursor).toBeNull();
    expect(seen).toHaveLength(ids.length);
    expect([...seen].sort()).toEqual([...ids].sort());
  });

  test('take a limit of 1 to 500, 25 where there is none', async () => {
    expect((await page({})).body.pagination.limit).toBe(25);
    for (const limit of [1, 500]) expect((await page({ limit })).status).toBe(200);
    for (const limit of [0, 501, -1, 1.5, 'ten']) {
      const { status, body } = await page({ limit });
      expect([limit, status, body.detail.startsWith('limit:')]).toEqual([limit, 422, true]);
    }
  });

  test('refuse cursors that are forged or of another collection', async () => {
    const { body } = await page({ limit: 1 });
    const cursor = body.pagination.next_cursor ?? '';
    const other = await desk.organization('Other');
    const [payload, seal] = cursor.split('.');
    const moved = Buffer.from(JSON.stringify(['2999-01-01', 'x'])).toString('base64url');
    const forged = [`${moved}.${seal}`, `${payload}`, `${payload}.`, `${cursor}x`, 'nonsense', `${cursor}.x`];
    for (const wrong of forged) {
      const answer = await page({ cursor: wrong });
      expect([wrong, answer.status, answer.body.detail]).toEqual([wrong, 400, 'Invalid cursor']);
    }
    expect((await page({ cursor }, other)).body.detail).toBe('Invalid cursor');
    expect((await page({ cursor, start_date: '2020-01-01' })).body.detail).toBe('Invalid cursor');
    const contacts = await desk.call(listContacts, {
      params: { organization_id: many.id },
      query: { cursor },
      as: as(many),
    });
    expect(contacts.body.detail).toBe('Invalid cursor');
    expect((await page({ limit: 7, cursor })).status).toBe(200);
  });

  test('are narrowed by dates, both ends included', async () => {
    const dated = await desk.organization('Dated');
    const at = ['2026-05-01T00:00:00Z', '2026-05-10T23:59:59.999Z', '2026-05-11T00:00:00Z'];
    for (const instant of at) await desk.conversation(dated.id, { at: instant });
    const times = async (query: Record<string, string>) =>
      (await page(query, dated)).body.data
        .map(({ last_activity_at }) => Date.parse(last_activity_at))
        .reverse();
    const expected = (...which: number[]) => which.map((n) => Date.parse(at[n] ?? ''));
    expect(await times({ start_date: '2026-05-01', end_date: '2026-05-10' })).toEqual(expected(0, 1));
    expect(await times({ start_date: '2026-05-10T23:59:59.999Z', end_date: '2026-05-11T00:00:00Z' })).toEqual(
      expected(1, 2),
    );
    expect(await times({ end_date: '2026-05-01T02:00:00+02:00' })).toEqual(expected(0));
    const wrongOrder = await page({ start_date: '2026-05-02', end_date: '2026-05-01' }, dated);
    expect(wrongOrder.status).toBe(400);
    expect(wrongOrder.body.detail).toBe('start_date must be less than or equal to end_date');
    for (const start_date of ['yesterday', '2026-13-01', '2026-02-30', '0000-01-01']) {
      expect([start_date, (await page({ start_date }, dated)).status]).toEqual([start_date, 422]);
    }
  });

  test('messages and drafts are narrowed the same way', async () => {
    const conversation = await desk.conversation(us.id, { at: '2026-05-10T12:00:00Z' });
    await desk.save(us, conversation, {});
    const params = { organization_id: us.id, conversation_id: conversation };
    const count = async (endpoint: typeof listMessages | typeof listResponseDrafts, start_date: string) =>
      (await desk.call(endpoint, { params, query: { start_date }, as: as(us) })).body.data.length;
    expect(await count(listMessages, '2026-05-10')).toBe(1);
    expect(await count(listMessages, '2026-05-11')).toBe(0);
    const today = new Date().toISOString().slice(0, 10);
    expect(await count(listResponseDrafts, today)).toBe(1);
    expect(await count(listResponseDrafts, '2999-01-01')).toBe(0);
  });
});

describe('message drafts', () => {
  const params = () => ({ organization_id: us.id });
  const create = (body: Parameters<typeof desk.call<typeof createMessageDraft>>[1]['body'], of = us) =>
    desk.call(createMessageDraft, { params: { organization_id: of.id }, body, as: as(of) });

  test('keep their folder as a slug', async () => {
    const made = await create({ modality: 'email', subject: 'Hello', folder: 'Sales Follow-up' });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      scheduled_to_send: false,
      scheduled_send_at: null,
      folder: 'sales-follow-up',
    });
    const path = { ...params(), draft_id: made.body.draft_id };
    expect((await desk.call(getMessageDraft, { params: path, as: as(us) })).body).toMatchObject({
      subject: 'Hello',
    });
    const { body: all } = await desk.call(listMessageDrafts, { params: params(), as: as(us) });
    expect(all.data.map(({ draft_id }) => draft_id)).toContain(made.body.draft_id);
    expect((await desk.call(deleteMessageDraft, { params: path, as: as(us) })).status).toBe(204);
    expect((await desk.call(getMessageDraft, { params: path, as: as(us) })).status).toBe(404);
  });

  test('are refused when empty, contradictory, or without a channel', async () => {
    expect((await create({ modality: 'email', to_email: 'a@b.example' })).status).toBe(400);
    expect(
      (await create({ modality: 'email', subject: 'x', autosend_draft: true, add_notification: true }))
        .status,
    ).toBe(400);
    expect((await create({ modality: 'email', body_html: '<p>x</p>', autosend_draft: true })).status).toBe(
      400,
    );
    expect((await create({ modality: 'email', subject: 'x', to_email: 'nobody' })).status).toBe(422);
    const picture = { body_html: '<p><img src="https://x.example/a.png" alt=""></p>', autosend_draft: true };
    const asText = await create({ modality: 'text', to_phone_number: '+15550100', ...picture });
    expect([asText.status, asText.body.detail]).toEqual([
      400,
      'body_html has no text: there is nothing to send.',
    ]);
    const silent = await desk.organization('No texts');
    await desk.store.query('update organization set sending_number = null where id = $1', [silent.id]);
    const { status, body } = await create(
      { modality: 'text', body_html: 'x', to_phone_number: '+1555' },
      silent,
    );
    expect([status, body.detail]).toEqual([
      400,
      'This organization has no delivery channel for text messages set up.',
    ]);
  });

  test('go out as the first message of a new conversation with the right contact', async () => {
    const made = await create({
      modality: 'email',
      subject: 'Welcome',
      body_html: '<p>Glad to meet you</p>',
      to_user_name: 'Nia New',
      to_email: 'nia@new.example',
      autosend_draft: true,
    });
    expect(made.body.scheduled_to_send).toBe(true);
    const path = { ...params(), draft_id: made.body.draft_id };
    const gone = await eventually(async () => {
      const answer = await desk.call(getMessageDraft, { params: path, as: as(us) });
      expect(answer.status).toBe(404);
      return answer;
    });
    const route = gone.body.detail.match(/\/api\/\S+/)?.[0] ?? '';
    const message = await (await desk.send(route, { headers: as(us) })).json();
    expect(message).toMatchObject({
      subject: 'Welcome',
      content: '<p>Glad to meet you</p>',
      message_direction: 'sent',
    });
  });
});
