import { asc } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draft, event, message } from '../store/schema.ts';
import { openTestStore, type TestStore } from '../store/test-store.ts';
import { seedDemo } from './seed.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openTestStore();
  await seedDemo(store.db);
});
afterAll(() => store.close());

test("the demo's history says of each message and reply the time that they say themselves", async () => {
  const events = await store.db.select().from(event).orderBy(asc(event.id));
  const times = events.map(({ createdAt }) => Date.parse(createdAt));
  expect(times).toEqual(times.toSorted((one, other) => one - other));

  const messages = await store.db.select().from(message);
  const came = events.filter(({ kind }) => kind === 'message_received' || kind === 'message_sent');
  expect(came.map(({ createdAt }) => createdAt).toSorted()).toEqual(
    messages.map(({ occurredAt }) => occurredAt).toSorted(),
  );
  for (const reply of await store.db.select().from(draft)) {
    const about = events.filter(({ responseId }) => responseId === reply.id);
    expect(about.at(0)?.createdAt).toBe(reply.createdAt);
    expect(about.at(-1)?.createdAt).toBe(reply.updatedAt);
  }
});

test("the demo's history says of a reply that waits for approval that this was asked for", async () => {
  const events = await store.db.select().from(event);
  const queued = events.filter(({ kind }) => kind === 'draft_queued');
  const waiting = (await store.db.select().from(draft)).filter(({ awaitingApproval }) => awaitingApproval);
  expect(waiting.length).toBeGreaterThan(0);
  expect(
    queued.filter(({ data }) => data.awaiting_approval === true).map(({ responseId }) => responseId),
  ).toEqual(expect.arrayContaining(waiting.map(({ id }) => id)));
});
