import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Activity, listPresence, tellPresence } from '#contract/desk/live.ts';
import { getSession, signIn, signOut, signOutEverywhere } from '#contract/desk/session.ts';
import { Listening } from '../../live/listening-for-tests.ts';
import { recordEvent, theDesk } from '../../store/events.ts';
import { expirePresence } from '../../store/presence.ts';
import { type Organization, openTestDesk, password, type TestDesk } from '../../test-desk.ts';

let desk: TestDesk;
let us: Organization;
let kara: { cookie: string };
let clark: { cookie: string };
beforeAll(async () => {
  desk = await openTestDesk();
  us = await desk.organization('Us');
  kara = await desk.person(us.id, 'rep', 'Kara Danvers');
  clark = await desk.person(us.id, 'manager', 'Clark Webb');
});
afterAll(() => desk.close());

describe('what happens in the organisation', () => {
  test('is heard at once in an open desk, with who did it', async () => {
    const conversation = await desk.conversation(us.id);
    const listening = await Listening.to(desk, kara);
    const { body } = await desk.save(us, conversation, { add_notification: true });
    const { id, data } = await listening.untilHappened({
      kind: 'draft_saved',
      conversation_id: conversation,
    });
    expect(Number(id)).toBeGreaterThan(0);
    expect(data).toEqual({
      kind: 'draft_saved',
      conversation_id: conversation,
      response_id: body.response_id,
      actor: { kind: 'key', id: expect.any(String), name: 'AI' },
    });
    await listening.stop();
  });

  test('is news for managers where a review was asked for', async () => {
    const conversation = await desk.conversation(us.id);
    const [rep, manager] = [await Listening.to(desk, kara), await Listening.to(desk, clark)];
    await desk.save(us, conversation, { add_notification: true });
    const asked = { kind: 'review_requested', conversation_id: conversation };
    expect((await manager.untilHappened(asked)).data).toMatchObject({ notifies_me: true });
    expect((await rep.untilHappened(asked)).data).not.toHaveProperty('notifies_me');
    await Promise.all([rep.stop(), manager.stop()]);
  });

  test('is heard in a desk that another server process serves', async () => {
    const conversation = await desk.conversation(us.id);
    const listening = await Listening.to(await desk.another(), kara);
    await desk.save(us, conversation, {});
    await listening.untilHappened({ kind: 'draft_saved', conversation_id: conversation });
    await listening.stop();
  });

  test('is not heard by another organisation', async () => {
    const them = await desk.organization('Them');
    const stranger = await desk.person(them.id, 'admin', 'Lex');
    const listening = await Listening.to(desk, stranger);
    await desk.save(us, await desk.conversation(us.id), {});
    const own = await desk.conversation(them.id);
    await desk.save(them, own, {});
    await listening.untilHappened({ kind: 'draft_saved', conversation_id: own });
    expect(listening.happened.map(({ conversation_id }) => conversation_id)).not.toContain(us.id);
    expect(new Set(listening.happened.map(({ conversation_id }) => conversation_id))).toEqual(new Set([own]));
    await listening.stop();
  });

  test('and did not become true in the end is not heard', async () => {
    const [undone, done] = [await desk.conversation(us.id), await desk.conversation(us.id)];
    const listening = await Listening.to(desk, kara);
    const failed = desk.db.transaction(async (tx) => {
      await recordEvent(tx, theDesk, {
        kind: 'draft_saved',
        organizationId: us.id,
        conversationId: undone,
      });
      throw new Error('on second thoughts');
    });
    await expect(failed).rejects.toThrow('on second thoughts');
    await desk.save(us, done, {});
    await listening.untilHappened({ kind: 'draft_saved', conversation_id: done });
    expect(listening.happened.map(({ conversation_id }) => conversation_id)).not.toContain(undone);
    await listening.stop();
  });
});

describe('whoever comes back', () => {
  test('hears what happened meanwhile, each thing once and in order', async () => {
    const conversations = [await desk.conversation(us.id), await desk.conversation(us.id)];
    const [first = '', second = ''] = conversations;
    const before = await Listening.to(desk, kara);
    await desk.save(us, first, {});
    await before.untilHappened({ conversation_id: first });
    await before.stop();
    await desk.save(us, second, {});
    await desk.save(us, second, { body_html: '<p>Or on Friday.</p>' });
    const after = await Listening.to(desk, kara, before.lastId);
    await desk.save(us, first, { body_html: '<p>Changed.</p>' });
    await after.untilHappened({ conversation_id: first, kind: 'draft_saved' });
    const missed = after.happened.filter(({ conversation_id }) => conversation_id === second);
    expect(missed.map(({ kind }) => kind)).toEqual(['draft_saved', 'draft_saved']);
    await after.stop();
  });

  test('hears what happened since the page was read', async () => {
    const conversation = await desk.conversation(us.id);
    const { body } = await desk.call(getSession, { as: kara });
    await desk.save(us, conversation, {});
    const listening = await Listening.to(desk, kara, String(body.last_event_id));
    await listening.untilHappened({ kind: 'draft_saved', conversation_id: conversation });
    await listening.stop();
  });

  test('reads everything anew where too much happened, and goes on from there', async () => {
    const conversation = await desk.conversation(us.id);
    const { body } = await desk.call(getSession, { as: kara });
    await desk.db.execute(sql`
      insert into event (organization_id, kind, actor_kind)
      select ${us.id}, 'draft_saved', 'desk' from generate_series(1, 501)`);
    const listening = await Listening.to(desk, kara, String(body.last_event_id));
    const { id } = await listening.until(({ kind }) => kind === 'reset');
    expect(listening.happened).toEqual([]);
    await listening.stop();
    await desk.save(us, conversation, {});
    const again = await Listening.to(desk, kara, id);
    await again.untilHappened({ kind: 'draft_saved', conversation_id: conversation });
    await again.stop();
  });

  test('reads everything anew where the last event is unknown here', async () => {
    const listening = await Listening.to(desk, kara, '999999999');
    await listening.until(({ kind }) => kind === 'reset');
    await listening.stop();
  });

  // PGlite runs one transaction after the other.
  test.runIf(process.env.TEST_STORE === 'postgres')(
    'misses nothing that was written earlier and came true later',
    async () => {
      const [slow, fast] = [await desk.conversation(us.id), await desk.conversation(us.id)];
      const before = await Listening.to(desk, kara);
      let finish = () => {};
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      let written = () => {};
      const isWritten = new Promise<void>((resolve) => {
        written = resolve;
      });
      const happening = { kind: 'draft_saved', organizationId: us.id } as const;
      const slowly = desk.db.transaction(async (tx) => {
        await recordEvent(tx, theDesk, { ...happening, conversationId: slow });
        written();
        await finished;
      });
      await isWritten;
      await recordEvent(desk.db, theDesk, { ...happening, conversationId: fast });
      await before.untilHappened({ conversation_id: fast });
      await before.stop();
      expect(before.happened.map(({ conversation_id }) => conversation_id)).not.toContain(slow);

      finish();
      await slowly;
      const after = await Listening.to(desk, kara, before.lastId);
      await after.untilHappened({ conversation_id: slow });
      await after.stop();
    },
  );

  test.runIf(process.env.TEST_STORE === 'postgres')(
    'need not: a server that lost its connection to the database hears what it missed',
    async () => {
      const other = await desk.another();
      const [one, two] = [await desk.conversation(us.id), await desk.conversation(us.id)];
      const listening = await Listening.to(other, kara);
      await desk.save(us, one, {});
      await listening.untilHappened({ kind: 'draft_saved', conversation_id: one });
      const { rows } = await desk.store.query(`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and query ilike 'listen%'`);
      expect(rows.length).toBeGreaterThanOrEqual(2);
      await desk.save(us, two, {});
      await listening.untilHappened({ kind: 'draft_saved', conversation_id: two });
      await listening.stop();
    },
  );
});

describe('the stream', () => {
  test('is for people who are signed in', async () => {
    expect((await Listening.to(desk, { cookie: 'none' })).status).toBe(401);
    const withKey = await desk.send('/api/desk/events', { headers: { 'x-api-key': us.key } });
    expect(withKey.status).toBe(401);
  });

  test('ends with the session', async () => {
    const leaving = await desk.person(us.id, 'rep', 'Lena Leaving');
    const listening = await Listening.to(desk, leaving);
    await desk.call(signOut, { as: leaving });
    await listening.ended;
  });

  describe('that is looked after once in an hour', () => {
    let calm: TestDesk;
    let ours: Organization;
    beforeAll(async () => {
      calm = await openTestDesk({ heartbeatSeconds: 3600 });
      ours = await calm.organization('Calm');
    });
    afterAll(() => calm.close());

    /** The same person at another computer. */
    const again = async (email: string) => {
      const { headers } = await calm.call(signIn, { body: { email, password }, as: {} });
      return {
        cookie: headers
          .getSetCookie()
          .map((line) => line.split(';', 1)[0])
          .join('; '),
      };
    };

    test('ends at once with signing out everywhere, at whatever server, and nobody else’s does', async () => {
      const email = 'ed@calm.example';
      const here = await calm.person(ours.id, 'rep', 'Ed Everywhere', email);
      const there = await again(email);
      const colleague = await calm.person(ours.id, 'manager');
      const other = await calm.another();
      const streams = [await Listening.to(calm, here), await Listening.to(other, there)];
      const stays = await Listening.to(other, colleague);
      await calm.call(signOutEverywhere, { as: here });
      await Promise.all(streams.map(({ ended }) => ended));
      const conversation = await calm.conversation(ours.id);
      await calm.save(ours, conversation, {});
      await stays.untilHappened({ kind: 'draft_saved', conversation_id: conversation });
      for (const { happened } of streams) expect(happened).toEqual([]);
      await stays.stop();
    });

    test('ends at once with signing out, and goes on where that person is signed in still', async () => {
      const email = 'olga@calm.example';
      const [here, there] = [await calm.person(ours.id, 'rep', 'Olga Once', email), await again(email)];
      const [leaves, stays] = [await Listening.to(calm, here), await Listening.to(calm, there)];
      await calm.call(signOut, { as: here });
      await leaves.ended;
      const conversation = await calm.conversation(ours.id);
      await calm.save(ours, conversation, {});
      await stays.untilHappened({ kind: 'draft_saved', conversation_id: conversation });
      await stays.stop();
    });
  });

  test('ends when its server stops, which then takes no new one', async () => {
    const other = await desk.another();
    const listening = await Listening.to(other, kara);
    other.hub.end();
    await listening.ended;
    expect((await Listening.to(other, kara)).status).toBe(503);
  });

  test('is neither compressed nor held back by a proxy', async () => {
    const response = await desk.send('/api/desk/events', {
      headers: { ...kara, 'accept-encoding': 'gzip' },
    });
    expect(response.headers.get('content-encoding')).toBeNull();
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
    expect(response.headers.get('x-accel-buffering')).toBe('no');
    await response.body?.cancel();
  });
});

describe('who is there', () => {
  const tell = (
    person: { cookie: string },
    conversation_id: string | null,
    activity: Activity,
    more: { take_over?: boolean; client_id?: string } = {},
  ) =>
    desk.call(tellPresence, {
      body: { client_id: 'window', conversation_id, activity, ...more },
      as: person,
    });
  const doings = (people: { name: string; activity: string }[]) =>
    people.map(({ name, activity }) => `${name} ${activity}`);

  test('is told to everybody, once for each person', async () => {
    const conversation = await desk.conversation(us.id);
    const listening = await Listening.to(await desk.another(), clark);
    await tell(kara, conversation, 'viewing');
    await tell(kara, conversation, 'editing', { client_id: 'another window' });
    await listening.until(
      (message) =>
        message.kind === 'presence' &&
        'people' in message &&
        message.people.length === 1 &&
        message.people[0]?.activity === 'editing',
    );
    const { body } = await tell(clark, conversation, 'viewing');
    expect(doings(body.people)).toEqual(['Clark Webb viewing', 'Kara Danvers editing']);
    await listening.stop();
  });

  test('whoever comes second looks on until they take over', async () => {
    const conversation = await desk.conversation(us.id);
    const params = { conversation_id: conversation };
    await tell(kara, conversation, 'editing');
    const second = await tell(clark, conversation, 'editing');
    expect(doings(second.body.people)).toEqual(['Clark Webb viewing', 'Kara Danvers editing']);
    const taken = await tell(clark, conversation, 'editing', { take_over: true });
    expect(doings(taken.body.people)).toEqual(['Clark Webb editing', 'Kara Danvers viewing']);
    await tell(kara, conversation, 'editing');
    const { body } = await desk.call(listPresence, { params, as: kara });
    expect(doings(body.people)).toEqual(['Clark Webb editing', 'Kara Danvers viewing']);
    await tell(clark, conversation, 'viewing');
    expect(doings((await tell(kara, conversation, 'editing')).body.people)).toEqual([
      'Clark Webb viewing',
      'Kara Danvers editing',
    ]);
  });

  test('of two who begin in the same moment one edits', async () => {
    const conversation = await desk.conversation(us.id);
    await Promise.all([tell(kara, conversation, 'editing'), tell(clark, conversation, 'editing')]);
    const { body } = await desk.call(listPresence, { params: { conversation_id: conversation }, as: kara });
    expect(body.people.map(({ activity }) => activity).sort()).toEqual(['editing', 'viewing']);
  });

  test('whoever goes elsewhere is gone, and so is who is not heard of for 25 seconds', async () => {
    const [here, there] = [await desk.conversation(us.id), await desk.conversation(us.id)];
    const people = async (conversation_id: string) =>
      (await desk.call(listPresence, { params: { conversation_id }, as: clark })).body.people;
    await tell(kara, here, 'viewing');
    await tell(kara, there, 'viewing');
    expect(await people(here)).toEqual([]);
    expect(await people(there)).toHaveLength(1);
    await tell(kara, null, 'viewing');
    expect(await people(there)).toEqual([]);

    await tell(kara, here, 'editing');
    await desk.db.execute(sql`update presence set seen_at = now() - interval '26 seconds'`);
    expect(await people(here)).toEqual([]);
    const listening = await Listening.to(desk, clark);
    await expirePresence(desk.db);
    await listening.until(
      (message) =>
        message.kind === 'presence' && 'conversation_id' in message && message.conversation_id === here,
    );
    await listening.stop();
  });

  test('is nobody’s business elsewhere', async () => {
    const conversation = await desk.conversation(us.id);
    const them = await desk.organization('Others');
    const stranger = await desk.person(them.id, 'admin', 'Lex');
    await tell(kara, conversation, 'viewing');
    expect((await tell(stranger, conversation, 'editing')).status).toBe(404);
    const params = { conversation_id: conversation };
    expect((await desk.call(listPresence, { params, as: stranger })).status).toBe(404);
  });
});
