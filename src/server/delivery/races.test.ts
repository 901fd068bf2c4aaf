import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getDeskConversation, recallReply } from '#contract/desk/conversation.ts';
import { approveReplies, returnReplies } from '#contract/desk/decisions.ts';
import { listMessages } from '#contract/messages.ts';
import { deleteResponseDraft } from '#contract/response-drafts.ts';
import { eventually } from '../../eventually-for-tests.ts';
import { returnDraft } from '../drafts/return-draft.ts';
import { importMail } from '../intake/import-mail.ts';
import { claimDraft, type DraftRow, heldDraft } from '../store/drafts.ts';
import { draft as draftTable } from '../store/schema.ts';
import { listStranded } from '../store/stranded.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';
import { abandonDelivery, attemptDelivery, noteDepartures } from './attempt.ts';
import { openDepartures } from './departures.ts';
import type { OutgoingMail, Transport } from './transport.ts';

const mails: OutgoingMail[] = [];
const transport: Transport = {
  async sendMail(mail) {
    mails.push(mail);
    return { refused: [] };
  },
  async sendText() {},
  close() {},
};

let desk: TestDesk;
let us: Organization;
let rep: { cookie: string };
let manager: { cookie: string };

beforeAll(async () => {
  desk = await openTestDesk({ transport, sendHoldSeconds: 600 });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep');
  manager = await desk.person(us.id, 'manager', 'Mara Manager');
});
afterAll(() => desk.close());

/** A queued reply whose hold is over, but which no job will claim: the test does. */
async function released(): Promise<{
  conversation: string;
  responseId: string;
  revision: string;
  job: { draftId: string; deliveryId: string };
}> {
  const conversation = await desk.conversation(us.id);
  const { body } = await desk.save(us, conversation, { body_html: '<p>Old</p>', autosend_draft: true });
  const [row] = await desk.db
    .update(draftTable)
    .set({ releaseAt: sql`now() - interval '1 second'` })
    .where(sql`${draftTable.id} = ${body.response_id}`)
    .returning();
  const { id, deliveryId, revision } = row as DraftRow;
  return { conversation, responseId: id, revision, job: { draftId: id, deliveryId: deliveryId ?? '' } };
}

const decisions = {
  save: (of: Awaited<ReturnType<typeof released>>) =>
    desk.save(us, of.conversation, { body_html: '<p>New</p>' }),
  recall: ({ conversation }: Awaited<ReturnType<typeof released>>) =>
    desk.call(recallReply, { params: { conversation_id: conversation }, as: rep }),
  'give back': async ({ conversation, revision }: Awaited<ReturnType<typeof released>>) => {
    const items = [{ conversation_id: conversation, revision }];
    const { body } = await desk.call(returnReplies, { body: { items, note: 'No' }, as: manager });
    const [result] = body.results;
    return { status: result?.ok ? 200 : (result?.status ?? 0) };
  },
  approve: async ({ conversation, revision }: Awaited<ReturnType<typeof released>>) => {
    const items = [{ conversation_id: conversation, revision }];
    const { body } = await desk.call(approveReplies, { body: { items }, as: manager });
    const [result] = body.results;
    return { status: result?.ok ? 200 : (result?.status ?? 0) };
  },
  discard: ({ conversation, responseId }: Awaited<ReturnType<typeof released>>) =>
    desk.call(deleteResponseDraft, {
      params: { organization_id: us.id, conversation_id: conversation, response_id: responseId },
      as: { 'x-api-key': us.key },
    }),
};

/** Until somebody waits for a lock that another has. */
const untilOneWaits = () =>
  eventually(async () => {
    const { rows } = await desk.store.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    expect(rows).toHaveLength(1);
  });

// The embedded store has one connection: its transactions cannot overlap.
describe.skipIf(process.env.TEST_STORE !== 'postgres')('while the worker claims a reply', () => {
  test.each([
    ['save', 400],
    ['recall', 409],
    ['give back', 409],
    ['approve', 409],
    ['discard', 400],
  ] as const)('%s waits for the claim and is told that it is too late', async (name, status) => {
    const reply = await released();
    const decision = await desk.db.transaction(async (tx) => {
      expect(await claimDraft(tx, reply.job, 60)).toBeDefined();
      const waiting = decisions[name](reply);
      await untilOneWaits();
      return { waiting };
    });
    expect((await decision.waiting).status).toBe(status);
    const [row] = await desk.db.select().from(draftTable).where(sql`${draftTable.id} = ${reply.job.draftId}`);
    expect(row).toMatchObject({ status: 'sending', bodyHtml: '<p>Old</p>' });
  });
});

describe.skipIf(process.env.TEST_STORE !== 'postgres')(
  'a mail that is being stored while a reply is approved',
  () => {
    const mail = (id: string, more = '') => ({
      name: `${id}.eml`,
      bytes: Buffer.from(
        `From: ann@mail.example\nTo: desk@acme.test\nSubject: Gutter\nMessage-ID: <${id}>\n${more}\nPlease come on Friday.\n`,
      ),
    });

    test('stops the reply: whoever approved it had not seen that mail', async () => {
      const stored = await importMail(desk.db, us.id, [mail('first@mail.example')]);
      const [conversation = ''] = stored.conversations;
      const { body: saved } = await desk.save(us, conversation, {});
      const [row] = await desk.db.select().from(draftTable).where(eq(draftTable.id, saved.response_id));
      const { storing } = await desk.db.transaction(async (tx) => {
        // Another mail of the organisation takes its time.
        await tx.execute(sql`select 1 from organization where id = ${us.id} for no key update`);
        const answer = mail('second@mail.example', 'In-Reply-To: <first@mail.example>\n');
        const storing = importMail(desk.db, us.id, [answer]);
        await untilOneWaits();
        const items = [{ conversation_id: conversation, revision: row?.revision ?? '' }];
        const { body } = await desk.call(approveReplies, { body: { items }, as: manager });
        expect(body).toMatchObject({ results: [{ ok: true }] });
        return { storing };
      });
      await storing;
      const job = await desk.endHold(conversation);
      const already = mails.length;
      expect(await attemptDelivery(desk.tools, job, true)).toEqual({ result: 'stopped' });
      expect(mails).toHaveLength(already);
    });
  },
);

describe('whoever comes first, the worker or', () => {
  test.each(['save', 'recall', 'give back', 'discard'] as const)(
    '%s: what was acknowledged does not leave, and what left was not acknowledged',
    async (name) => {
      const seen = new Set<string>();
      const rounds = 12;
      for (let n = 0; n < rounds; n++) {
        const reply = await released();
        mails.length = 0;
        const attempt = () => desk.attempt({ kind: 'response', ...reply.job });
        const first = n === 0 ? await attempt() : null;
        const decision = decisions[name](reply).then((answer) => answer.status);
        // The worker comes first, then ever later, and for the last round when all is decided.
        await (n === rounds - 1 ? decision : delay(n));
        const { result: outcome } = first ?? (await attempt());
        const status = await decision;
        // After a reply was sent its conversation takes a new one: a save that comes later than all is one.
        const isNew = name === 'save' && outcome === 'sent' && status === 200;
        const acknowledged = status === 200 || status === 204;
        if (!isNew)
          expect({ acknowledged, outcome }).toEqual({
            acknowledged,
            outcome: acknowledged ? 'stale' : 'sent',
          });
        expect(mails).toHaveLength(outcome === 'sent' ? 1 : 0);
        seen.add(`${outcome}`);
      }
      expect([...seen].sort()).toEqual(['sent', 'stale']);
    },
  );
});

describe('an attempt that lost its reply to another one', () => {
  test('knows it before it sends, and does not take the reply from the other', async () => {
    const { job } = await released();
    const first = await claimDraft(desk.db, job, 60);
    expect(await claimDraft(desk.db, job, 60)).toBeUndefined();
    await desk.store.query(`update draft set sending_since = now() - interval '2 minutes' where id = $1`, [
      job.draftId,
    ]);
    const [aged] = await desk.db.select().from(draftTable).where(sql`${draftTable.id} = ${job.draftId}`);
    const second = await claimDraft(desk.db, job, 60);
    expect(await heldDraft(desk.db, second as DraftRow)).toEqual(second);
    for (const lost of [first as DraftRow, aged as DraftRow]) {
      expect(await heldDraft(desk.db, lost)).toBeUndefined();
      await returnDraft(desk.db, lost, 'The connection broke.', true);
    }
    const [row] = await desk.db.select().from(draftTable).where(sql`${draftTable.id} = ${job.draftId}`);
    expect(row).toMatchObject({ status: 'sending', failure: null, sendingSince: second?.sendingSince });
  });
});

const departed = {
  content: '<p>Old</p>',
  contentFormat: 'html' as const,
  senderName: 'Roofers',
  senderEmail: 'office@roofers.example',
  to: 'casey@customer.example',
  emailMessageId: '<left@roofers.example>',
  references: [],
  refused: [],
};

describe('a reply that left', () => {
  const theReply = { content: '<p>Old</p>', message_direction: 'sent' };
  const lastMessageIn = async (conversation: string) => {
    const params = { organization_id: us.id, conversation_id: conversation };
    const { body } = await desk.call(listMessages, { params, as: { 'x-api-key': us.key } });
    return body.data[0];
  };

  test('but was not promoted, is promoted by the next attempt and not sent again', async () => {
    const { conversation, job } = await released();
    await claimDraft(desk.db, job, 60);
    await desk.db.update(draftTable).set({ departed }).where(sql`${draftTable.id} = ${job.draftId}`);
    mails.length = 0;
    expect(await desk.attempt({ kind: 'response', ...job })).toEqual({ result: 'sent' });
    expect(mails).toEqual([]);
    expect(await lastMessageIn(conversation)).toMatchObject(theReply);
  });

  test('with another attempt that says so after this one claimed it, is promoted and not sent again', async () => {
    const { conversation, job } = await released();
    // A paused desk wakes up between the claim of another one and its mail.
    await desk.store.query(`
      create function wakes_up() returns trigger language plpgsql as $$ begin
        update draft set departed = '${JSON.stringify({ ...departed, emailMessageId: '<woke-up@roofers.example>' })}'
          where id = new.id;
        return null;
      end $$`);
    await desk.store.query(`
      create trigger wakes_up after update of sending_since on draft for each row
        when (new.id = '${job.draftId}' and new.departed is null) execute function wakes_up()`);
    mails.length = 0;
    expect(await desk.attempt({ kind: 'response', ...job })).toEqual({ result: 'sent' });
    expect(mails).toEqual([]);
    expect(await lastMessageIn(conversation)).toMatchObject(theReply);
    await desk.store.query('drop function wakes_up cascade');
  });

  test('of which only the disk knows, is promoted too and not sent again', async () => {
    const { job } = await released();
    const folder = await mkdtemp(join(tmpdir(), 'countersign-departures-'));
    const [died, next] = [openDepartures(folder), openDepartures(folder)];
    await claimDraft(desk.db, job, 60);
    const other = { ...departed, emailMessageId: '<left-too@roofers.example>' };
    died.write({ job: { kind: 'response', ...job }, departed: other });
    died.close();
    await noteDepartures({ db: desk.db, departures: next });
    mails.length = 0;
    expect(await desk.attempt({ kind: 'response', ...job })).toEqual({ result: 'sent' });
    expect(mails).toEqual([]);
    next.close();
    await rm(folder, { recursive: true });
  });

  describe('while the database was away for longer than a lease', () => {
    /** Claimed by an attempt that could say to nobody but the disk that it left. */
    async function leftUnnoted(emailMessageId: string) {
      const { conversation, job } = await released();
      await claimDraft(desk.db, job, 60);
      await desk.store.query(`update draft set sending_since = '-infinity' where id = $1`, [job.draftId]);
      const kind = 'response' as const;
      desk.tools.departures.write({ job: { kind, ...job }, departed: { ...departed, emailMessageId } });
      mails.length = 0;
      return { conversation, job: { kind, ...job } };
    }

    test('is promoted by the next attempt and not sent again', async () => {
      const { conversation, job } = await leftUnnoted('<unnoted@roofers.example>');
      expect(await desk.attempt(job)).toEqual({ result: 'sent' });
      expect(mails).toEqual([]);
      expect(await lastMessageIn(conversation)).toMatchObject(theReply);
      expect(desk.tools.departures.read()).toEqual([]);
    });

    test('is promoted instead of given back after the last attempt', async () => {
      const { conversation, job } = await leftUnnoted('<unnoted-at-last@roofers.example>');
      await abandonDelivery(desk.tools, job);
      expect(mails).toEqual([]);
      expect(await lastMessageIn(conversation)).toMatchObject(theReply);
    });
  });
});

test('a reply that came back as a copy before it was promoted is promoted all the same', async () => {
  const { conversation, job } = await released();
  const copied = { ...departed, emailMessageId: `<${conversation}@customer.example>` };
  await claimDraft(desk.db, job, 60);
  await desk.db.update(draftTable).set({ departed: copied }).where(sql`${draftTable.id} = ${job.draftId}`);
  expect(await desk.attempt({ kind: 'response', ...job })).toEqual({ result: 'sent' });
});

describe('a reply over which every attempt died', () => {
  test('is given back with a warning, not tried for ever', async () => {
    const { conversation, job } = await released();
    await claimDraft(desk.db, job, 60);
    await desk.store.query(
      `update draft set sending_since = '-infinity', release_at = '-infinity' where id = $1`,
      [job.draftId],
    );
    await desk.store.query(
      `update pgboss.job set state = 'failed', retry_count = 8 where data->>'deliveryId' = $1`,
      [job.deliveryId],
    );
    const stranded = (await listStranded(desk.db, 60)).find(({ draftId }) => draftId === job.draftId);
    expect(stranded?.attempts).toBe(9);
    await abandonDelivery(desk.tools, { kind: 'response', ...job });
    const { body } = await desk.call(getDeskConversation, {
      params: { conversation_id: conversation },
      as: rep,
    });
    expect(body.reply).toMatchObject({
      status: 'saved',
      failure: expect.stringContaining('may have arrived'),
    });
  });
});

test('an attempt that waited for its claim until its time was nearly over sends nothing, and the next one sends', async () => {
  const { conversation, job } = await released();
  const attempt = (tools: typeof desk.tools) => attemptDelivery(tools, { kind: 'response', ...job }, true);
  const already = mails.length;
  // Of no time at all, there is too little left too.
  expect(await attempt({ ...desk.tools, leaseSeconds: 0 })).toEqual({ result: 'given up' });
  expect(mails).toHaveLength(already);
  const params = { conversation_id: conversation };
  const { body } = await desk.call(getDeskConversation, { params, as: rep });
  expect(body.reply).toMatchObject({ status: 'queued', failure: null });
  expect(await attempt(desk.tools)).toEqual({ result: 'sent' });
  expect(mails).toHaveLength(already + 1);
});

describe('a reply that nobody looks after any more', () => {
  const isStranded = async (draftId: string) =>
    (await listStranded(desk.db, 60)).some((stranded) => stranded.draftId === draftId);
  const forgetJobs = () => desk.store.query('delete from pgboss.job');
  const age = (job: { draftId: string }, column: 'release_at' | 'sending_since') =>
    desk.store.query(`update draft set ${column} = now() - interval '10 minutes' where id = $1`, [
      job.draftId,
    ]);

  test('is found when its attempt died, and only once its lease is over', async () => {
    const { job } = await released();
    await claimDraft(desk.db, job, 60);
    await forgetJobs();
    await age(job, 'release_at');
    expect(await isStranded(job.draftId)).toBe(false);
    await age(job, 'sending_since');
    expect(await isStranded(job.draftId)).toBe(true);
  });

  test('is found when it was released and has no job, and left alone while it has one', async () => {
    const { job } = await released();
    await age(job, 'release_at');
    expect(await isStranded(job.draftId)).toBe(false);
    await forgetJobs();
    expect(await isStranded(job.draftId)).toBe(true);
  });
});
