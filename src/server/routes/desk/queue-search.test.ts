import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listQueue } from '#contract/desk/queue.ts';
import { insertMessage } from '../../store/messages.ts';
import { newId } from '../../store/new-id.ts';
import { conversationsWith } from '../../store/search.ts';
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

const found = async (search: string) => {
  const { body } = await desk.call(listQueue, { params: { tab: 'review' }, query: { search }, as: rep });
  return body.data.map((row) => row.conversation_id);
};

test('search finds by recipient, subject and words of the reply, and takes wildcards literally', async () => {
  const conversation = await desk.conversation(us.id, { subject: 'Skylight 100% done' });
  await desk.save(us, conversation, { body_html: '<p>The zinc sheet is here.</p>' });
  for (const search of ['skylight', 'ZINC sheet', 'casey@customer', '100%']) {
    expect([search, await found(search)]).toEqual([search, [conversation]]);
  }
  expect(await found('1%0')).toEqual([]);
});

test('search finds what stands in the history alone, its words in any order and place, also only begun', async () => {
  const conversation = await desk.conversation(us.id, { subject: 'Verandah' });
  await insertMessage(desk.db, {
    id: newId('msg'),
    organizationId: us.id,
    conversationId: conversation,
    modality: 'email',
    direction: 'received',
    content: '<p>The <b>wisteria</b> hides O’Malley’s gutter. الشرفة، 我们需要新屋顶 Überdachung 🎉</p>',
    contentFormat: 'html',
    occurredAt: new Date().toISOString(),
  });
  await desk.save(us, conversation, { body_html: '<p>A trellis helps.</p>' });
  for (const search of [
    'wister',
    'gutter wisteria verand',
    'casey trellis',
    "o'malley's",
    'الشرفة',
    'überdach',
  ])
    expect([search, await found(search)]).toEqual([search, [conversation]]);
  for (const search of ['wisteria rose', 'isteria', 'strong', '!', '& | !'])
    expect([search, await found(search)]).toEqual([search, []]);
});

test('Chinese, which has no spaces between words, is found within a subject or name', async () => {
  const conversation = await desk.conversation(us.id, { subject: '我们需要新屋顶' });
  await desk.save(us, conversation, {});
  expect(await found('新屋顶')).toEqual([conversation]);
});

test('no search and no filter makes the desk fail, whatever is typed', async () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.string({ unit: fc.constantFrom(...`'"\\:*&|!()<->%_ aé屋🎉`), maxLength: 30 }),
  );
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (search, value) => {
      const query = new URLSearchParams({ search, author: value, modality: value, age: value, flag: value });
      const { status } = await desk.send(`/api/desk/queue/review?${query}`, { headers: rep });
      // PostgreSQL's text has no NUL: that alone is refused.
      expect(status).toBe(search.includes('\0') ? 422 : 200);
    }),
    { numRuns: 150 },
  );
});

test('a search goes by the indexes of words', async () => {
  const there = await desk.organization();
  const conversation = await desk.conversation(there.id);
  await desk.store.query(
    `insert into message (id, organization_id, conversation_id, modality, direction, content, content_format, occurred_at)
     select $1::text || n, $2, $1, 'email', 'received', 'word' || n, 'text', now() from generate_series(1, 5000) n`,
    [conversation, there.id],
  );
  await desk.store.query(
    `with more as (
       insert into conversation (id, organization_id, contact_id, modality, start_at, last_activity_at)
       select c.id || n, organization_id, contact_id, modality, now(), now()
       from conversation c, generate_series(1, 5000) n where c.id = $1 returning id
     )
     insert into draft (id, organization_id, conversation_id, status, body_html, revision, author_kind, author_id, author_name)
     select id, $2, id, 'saved', '<p>' || id || '</p>', '', 'key', 'k', 'AI' from more`,
    [conversation, there.id],
  );
  await desk.store.query('analyze');
  const plan = await desk.db.execute(sql`explain ${conversationsWith(there.id, 'word4711')}`);
  const lines = JSON.stringify((plan as unknown as { rows: unknown[] }).rows);
  expect(lines).toContain('message_words');
  expect(lines).toContain('draft_words');
});
