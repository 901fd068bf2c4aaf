import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/server/store/database.ts';
import type { Letter } from './load.ts';
import { verdict } from './verdict.ts';
import { makeWorld, type World } from './world.ts';

let store: Store;
let world: World;
beforeAll(async () => {
  store = await openStore({ folder: 'memory://' });
  world = await makeWorld(store.db, 1);
});
afterAll(() => store.close());
afterEach(async () => {
  await store.executeSql('delete from draft');
  await store.executeSql('delete from event');
});

const letter = (of: Partial<Letter> = {}): Letter => ({
  token: 'letter-0-0',
  conversation: world.conversations[0] ?? '',
  saved: 'yes',
  released: 'no',
  takenBack: 'no',
  ...of,
});
const mail = (messageId = '<one@roofers.example>') => ({
  messageId,
  token: 'letter-0-0',
  desk: 'one',
  began: 0,
  at: 1,
});
const judged = (letters: Letter[], mails: ReturnType<typeof mail>[]) =>
  verdict(store.executeSql, letters, mails);

const draft = (values: string) =>
  store.executeSql(
    `insert into draft (id, organization_id, conversation_id, body_html, revision, author_kind, author_id, author_name,
       status, awaiting_approval, release_at, delivery_id)
     values ('rsp', $1, $2, '<p>letter-0-0 is what we say.</p>', 'r', 'key', 'k', 'AI', ${values})`,
    [world.organizationId, world.conversations[0]],
  );
const happened = (...kinds: string[]) =>
  store.executeSql(
    `insert into event (kind, organization_id, conversation_id, response_id, actor_kind, data)
     select kind, $1, $2, 'rsp', 'desk', '{}' from unnest($3::text[]) as kind`,
    [world.organizationId, world.conversations[0], kinds],
  );

describe('the judge of the faults sees', () => {
  test('a save that is gone, and a reply that did not leave', async () => {
    expect((await judged([letter()], [])).lost).toHaveLength(2);
    const { lost } = await judged([letter({ saved: 'maybe', released: 'yes' })], []);
    expect(lost).toEqual(['letter-0-0 was let go and did not arrive']);
  });

  test('a mail that came twice, and one that came as two', async () => {
    const released = [letter({ saved: 'maybe', released: 'yes' })];
    expect((await judged(released, [mail(), mail()])).doubled).toEqual(['letter-0-0']);
    expect((await judged(released, [mail(), mail('<two@roofers.example>')])).wrong).toContain(
      'letter-0-0 arrived as 2 different mails',
    );
  });

  test('a mail that was called back, that nobody let go, or that is no message', async () => {
    const { wrong } = await judged([letter({ takenBack: 'yes' })], [mail()]);
    expect(wrong).toEqual([
      'letter-0-0 was called back and arrived',
      'letter-0-0 was not let go and arrived',
      'letter-0-0 arrived and is 0 messages',
    ]);
  });

  test('a state that the machine does not have', async () => {
    await draft(`'queued', false, null, null`);
    expect((await judged([letter()], [])).wrong).toEqual(['rsp is queued, and cannot be']);
  });

  test('nothing in a draft that is only saved', async () => {
    await draft(`'saved', false, null, null`);
    await happened('draft_saved', 'draft_queued', 'draft_recalled');
    expect((await judged([letter({ saved: 'maybe' })], [])).wrong).toEqual([]);
  });

  test('what happened to a reply that was sent already', async () => {
    await happened('draft_queued', 'draft_sent', 'draft_recalled');
    expect((await judged([], [])).wrong).toEqual(['rsp was sent, then draft_recalled']);
  });
});
