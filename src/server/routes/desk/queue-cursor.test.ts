import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recallReply } from '#contract/desk/conversation.ts';
import { discardReply, returnReplies } from '#contract/desk/decisions.ts';
import { listQueue, type QueueTab } from '#contract/desk/queue.ts';
import { conversation as conversations, draft } from '../../store/schema.ts';
import { type Organization, openTestDesk, type TestDesk } from '../../test-desk.ts';

let desk: TestDesk;
let us: Organization;
let rep: { cookie: string };
let boss: { cookie: string };

beforeAll(async () => {
  desk = await openTestDesk({ sendHoldSeconds: 600 });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep', 'Robin Rep');
  boss = await desk.person(us.id, 'manager', 'Mo Manager');
});
afterAll(() => desk.close());

const deed = fc.record({
  what: fc.constantFrom('insert', 'save', 'request', 'queue', 'recall', 'return', 'delete'),
  /** Which conversation, counted from any. */
  whose: fc.nat(1000),
});
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

async function perform({ what, whose }: Deed, all: string[]): Promise<void> {
  if (what === 'insert') all.push(await desk.conversation(us.id));
  const conversation = all[what === 'insert' ? all.length - 1 : whose % all.length] ?? '';
  const params = { conversation_id: conversation };
  if (what === 'recall') await desk.call(recallReply, { params, as: rep });
  else if (what === 'delete' || what === 'return') {
    const [row] = await desk.db
      .select({ conversation_id: draft.conversationId, revision: draft.revision })
      .from(draft)
      .where(sql`${draft.conversationId} = ${conversation}`);
    if (!row) return;
    if (what === 'return') {
      const { body } = await desk.call(returnReplies, {
        body: { items: [row], note: 'Say when.' },
        as: boss,
      });
      expect(body.results).toMatchObject([{ ok: true }]);
    } else await desk.call(discardReply, { params, body: { revision: row.revision }, as: rep });
  } else {
    const switches = { autosend_draft: what === 'queue', add_notification: what === 'request' };
    await desk.save(us, conversation, { body_html: `<p>${what} ${whose}</p>`, ...switches });
  }
}

async function idsIn(tab: QueueTab): Promise<Set<string>> {
  const isIn = tab === 'review' ? sql`${draft.status} = 'saved'` : sql`${draft.status} = 'queued'`;
  const rows = await desk.db.select({ id: draft.id }).from(draft).where(isIn);
  return new Set(rows.map(({ id }) => id));
}

test('while replies come, go, change and are asked for, none that stays in its tab is skipped or shown twice', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom<QueueTab>('review', 'scheduled'),
      fc.integer({ min: 1, max: 4 }),
      fc.array(deed, { minLength: 4, maxLength: 14 }),
      fc.array(fc.array(deed, { maxLength: 3 }), { maxLength: 12 }),
      async (tab, limit, before, between) => {
        await desk.db.delete(conversations);
        const all = [await desk.conversation(us.id)];
        for (const one of before) await perform(one, all);
        let stayed = await idsIn(tab);
        const shown: string[] = [];
        let cursor: string | undefined;
        let page = 0;
        do {
          const { body } = await desk.call(listQueue, { params: { tab }, query: { limit, cursor }, as: rep });
          shown.push(...body.data.map((row) => row.response_id));
          cursor = body.pagination.next_cursor ?? undefined;
          for (const one of between[page++] ?? []) {
            await perform(one, all);
            const now = await idsIn(tab);
            stayed = new Set([...stayed].filter((id) => now.has(id)));
          }
        } while (cursor !== undefined);
        expect(new Set(shown).size).toBe(shown.length);
        for (const id of stayed) expect(shown.filter((other) => other === id)).toEqual([id]);
      },
    ),
    { numRuns: 40 },
  );
});

test('replies to review begin with those whose author asked for it, each part newest first', async () => {
  await desk.db.delete(conversations);
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) {
    const conversation = await desk.conversation(us.id);
    const asked = { add_notification: n === 1 || n === 2 };
    ids.push((await desk.save(us, conversation, asked)).body.response_id);
  }
  const { body } = await desk.call(listQueue, { params: { tab: 'review' }, as: rep });
  expect(body.data.map((row) => ids.indexOf(row.response_id))).toEqual([2, 1, 4, 3, 0]);
  expect(body.data[0]?.badges).toContain('review_requested');
});

test('a cursor is good for its own filters and search alone', async () => {
  await desk.db.delete(conversations);
  for (let n = 0; n < 2; n++) await desk.save(us, await desk.conversation(us.id), {});
  const params = { tab: 'review' } as const;
  const first = await desk.call(listQueue, { params, query: { limit: 1 }, as: rep });
  const cursor = first.body.pagination.next_cursor ?? '';
  const other = await desk.call(listQueue, { params, query: { limit: 1, cursor, author: 'ai' }, as: rep });
  expect([other.status, other.body.detail]).toEqual([400, 'Invalid cursor']);
  expect((await desk.call(listQueue, { params, query: { limit: 1, cursor }, as: rep })).status).toBe(200);
});
