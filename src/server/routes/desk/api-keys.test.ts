import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey, listApiKeys, putApiKey } from '#contract/desk/api-keys.ts';
import { listActivity } from '#contract/desk/history.ts';
import { listOrganizations } from '#contract/organizations.ts';
import { saveResponseDraft } from '#contract/response-drafts.ts';
import { hashApiKey } from '../../session/api-keys.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

type As = Record<string, string>;
let desk: TestDesk;
let us: Organization;
let admin: As;

beforeAll(async () => {
  desk = await openTestDesk();
  us = await desk.organization();
  admin = await desk.person(us.id, 'admin', 'Iris Admin');
});
afterAll(() => desk.close());

type Wanted = { name: string; expires_in_days?: number | null };
const make = (body: Wanted, headers: As = {}, as = admin) =>
  desk.call(createApiKey, { body, as: { ...as, ...headers } });
const keys = async (as = admin) => (await desk.call(listApiKeys, { as })).body.data;
const named = async (name: string) => (await keys()).filter((key) => key.name === name);
const turn = (key_id: string, active: boolean) =>
  desk.call(putApiKey, { params: { key_id }, body: { active, trusted_to_send: false }, as: admin });
const use = (key: string) => desk.call(listOrganizations, { as: { 'x-api-key': key } });
const refusal = ({ status, body }: { status: number; body: { detail: string } }) => [status, body.detail];

describe('a key that an administrator makes', () => {
  test('works at once, under its name, and is not trusted to send', async () => {
    const { status, headers, body } = await make({ name: '  Drafting AI ' });
    expect(status).toBe(201);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      name: 'Drafting AI',
      active: true,
      trusted_to_send: false,
      expires_at: null,
    });
    expect(body.key).toMatch(/^csk_[0-9a-f]{64}$/);
    const conversation_id = await desk.conversation(us.id);
    const saved = await desk.call(saveResponseDraft, {
      params: { organization_id: us.id, conversation_id },
      body: { body_html: '<p>Tuesday.</p>' },
      as: { 'x-api-key': body.key },
    });
    expect(saved.status).toBe(200);
    const { data } = (await desk.call(listActivity, { query: { conversation_id }, as: admin })).body;
    expect(data[0]?.actor).toEqual({ kind: 'key', id: expect.stringMatching(/^key_/), name: 'Drafting AI' });
  });

  test('is kept as a hash alone, and never given out again', async () => {
    const { key, ...listed } = (await make({ name: 'Once' })).body;
    expect(await named('Once')).toEqual([listed]);
    const tables = await desk.store.query(
      `select string_agg(query_to_xml(format('select * from %I', tablename), true, true, '')::text, '') as content
       from pg_tables where schemaname = 'public'`,
    );
    const [{ content }] = tables.rows as [{ content: string }];
    expect(content).toContain(hashApiKey(key));
    expect(content).not.toContain(key);
    expect(content).not.toContain(key.slice('csk_'.length));
  });

  test('is in the activity, with who made it', async () => {
    const { key } = (await make({ name: 'Told of', expires_in_days: 30 })).body;
    const { body } = await desk.call(listActivity, { query: { kind: 'key_created' }, as: admin });
    expect(body.data[0]).toMatchObject({
      actor: { kind: 'person', name: 'Iris Admin' },
      about: 'Told of: expires in 30 days',
    });
    expect(JSON.stringify(body)).not.toContain(key);
  });

  test('is refused once it is turned off', async () => {
    const { key, key_id } = (await make({ name: 'Turned off' })).body;
    expect((await use(key)).status).toBe(200);
    await turn(key_id, false);
    expect(refusal(await use(key))).toEqual([403, 'API Key is inactive']);
  });

  test('is refused once its time is over', async () => {
    const { key, key_id, expires_at } = (await make({ name: 'For a month', expires_in_days: 30 })).body;
    const days = (Date.parse(expires_at ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(30, 1);
    expect((await use(key)).status).toBe(200);
    await desk.db.execute(
      sql`update api_key set expires_at = expires_at - interval '30 days' where id = ${key_id}`,
    );
    expect(refusal(await use(key))).toEqual([403, 'API Key has expired']);
  });
});

describe('its name', () => {
  const wrong: [unknown, string][] = [
    [undefined, 'name: is required'],
    ['', 'name: must not be empty'],
    [' \n ', 'name: must not be empty'],
    ['x'.repeat(101), 'name: must have at most 100 characters'],
  ];
  test.each(wrong)('is not %j', async (name, detail) => {
    expect(refusal(await make({ name: name as string }))).toEqual([422, detail]);
  });

  test('may have 100 characters around which nothing but white space is', async () => {
    expect((await make({ name: ` ${'x'.repeat(100)} ` })).status).toBe(201);
  });

  test('is not that of another key that works, in whatever letter case', async () => {
    const first = await make({ name: 'Zoë' });
    const second = await make({ name: 'ZOË' });
    expect(refusal(second)).toEqual([
      409,
      'A key that works is named “Zoë” already. Choose another name; or turn that key off first, if nobody uses it.',
    ]);
    const both = await Promise.all([make({ name: 'Two at once' }), make({ name: 'Two at once' })]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);

    await turn(first.body.key_id, false);
    const third = await make({ name: 'Zoë' });
    expect(third.status).toBe(201);
    const again = await turn(first.body.key_id, true);
    expect([again.status, again.body.detail]).toEqual([409, expect.stringContaining('“Zoë” already')]);
    expect(refusal(await use(first.body.key))).toEqual([403, 'API Key is inactive']);
    await turn(third.body.key_id, false);
    expect((await turn(first.body.key_id, true)).status).toBe(200);
  });

  test('is free again once its time is over', async () => {
    const { key_id } = (await make({ name: 'Seasonal', expires_in_days: 1 })).body;
    await desk.db.execute(sql`update api_key set expires_at = now() where id = ${key_id}`);
    expect((await make({ name: 'Seasonal' })).status).toBe(201);
  });

  test('may be that of another organisation’s key', async () => {
    const them = await desk.organization('Them');
    const stranger = await desk.person(them.id, 'admin');
    await make({ name: 'Everybody’s' });
    const theirs = await make({ name: 'Everybody’s' }, {}, stranger);
    expect(theirs.status).toBe(201);
    expect((await use(theirs.body.key)).body.data).toMatchObject([{ organization_id: them.id }]);
    expect(await named('Everybody’s')).toHaveLength(1);
  });
});

test('after an answer that was lost, asking again makes no second key, and the first is listed', async () => {
  const retry = { 'idempotency-key': 'the-same-wish' };
  const { key_id } = (await make({ name: 'Lost' }, retry)).body;
  expect((await make({ name: 'Lost' }, retry)).status).toBe(409);
  expect((await named('Lost')).map((key) => key.key_id)).toEqual([key_id]);
});

test('an expiry is a number of days', async () => {
  for (const days of [0, -1, 1.5, 3651, '30' as unknown as number])
    expect((await make({ name: 'When?', expires_in_days: days })).status).toBe(422);
  expect((await make({ name: 'Never', expires_in_days: null })).body.expires_at).toBeNull();
});

test('nobody but an administrator makes a key, and no page of another site with their cookie', async () => {
  const before = await keys();
  for (const role of ['rep', 'manager'] as const) {
    const refused = await make({ name: 'Mine' }, {}, await desk.person(us.id, role));
    expect(refusal(refused)).toEqual([403, 'Only administrators may do this: ask one of them.']);
  }
  expect((await make({ name: 'Mine' }, {}, { 'x-api-key': us.key })).status).toBe(401);
  expect((await make({ name: 'Mine' }, {}, {})).status).toBe(401);
  expect((await make({ name: 'Mine' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect(await keys()).toEqual(before);
});
