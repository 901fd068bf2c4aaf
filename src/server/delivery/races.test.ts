import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { recallReply } from '#contract/desk/conversation.ts';
import { listMessages } from '#contract/messages.ts';
import { deleteResponseDraft } from '#contract/response-drafts.ts';
import { claimDraft, type DraftRow } from '../store/drafts.ts';
import { draft as draftTable } from '../store/schema.ts';
import { listStranded } from '../store/stranded.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';
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

beforeAll(async () => {
  desk = await openTestDesk({ transport, sendHoldSeconds: 600 });
  us = await desk.organization();
  rep = await desk.person(us.id, 'rep');
});
afterAll(() => desk.close());

/** A queued reply whose hold is over, but which no job will claim: the test does. */
async function released(): Promise<{
  conversation: string;
  responseId: string;
  job: { draftId: string; deliveryId: string };
}> {
  const conversation = await desk.conversation(us.id);
  const { body } = await desk.save(us, conversation, { body_html: '<p>Old</p>', autosend_draft: true });
  const [row] = await desk.db
    .update(draftTable)
    .set({ releaseAt: sql`now() - interval '1 second'` })
    .where(sql`${draftTable.id} = ${body.response_id}`)
    .returning();
  const { id, deliveryId } = row as DraftRow;
  return { conversation, responseId: id, job: { draftId: id, deliveryId: deliveryId ?? '' } };
}

// The embedded store has one connection: its transactions cannot overlap.
describe.skipIf(process.env.TEST_STORE !== 'postgres')('while the worker claims a reply', () => {
  const decisions = {
    save: (of: Awaited<ReturnType<typeof released>>) =>
      desk.save(us, of.conversation, { body_html: '<p>New</p>' }),
    recall: ({ conversation }: Awaited<ReturnType<typeof released>>) =>
      desk.call(recallReply, { params: { conversation_id: conversation }, as: rep }),
    discard: ({ conversation, responseId }: Awaited<ReturnType<typeof released>>) =>
      desk.call(deleteResponseDraft, {
        params: { organization_id: us.id, conversation_id: conversation, response_id: responseId },
        as: { 'x-api-key': us.key },
      }),
  };

  test.each([
    ['save', 400],
    ['recall', 409],
    ['discard', 400],
  ] as const)('%s waits for the claim and is told that it is too late', async (name, status) => {
    const reply = await released();
    const decision = await desk.db.transaction(async (tx) => {
      expect(await claimDraft(tx, reply.job, 60)).toBeDefined();
      const waiting = decisions[name](reply);
      await vi.waitFor(async () => {
        const { rows } = await desk.store.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        expect(rows).toHaveLength(1);
      });
      return { waiting };
    });
    expect((await decision.waiting).status).toBe(status);
    const [row] = await desk.db.select().from(draftTable).where(sql`${draftTable.id} = ${reply.job.draftId}`);
    expect(row).toMatchObject({ status: 'sending', bodyHtml: '<p>Old</p>' });
  });
});

describe('a reply that left', () => {
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

  test('but was not promoted, is promoted by the next attempt and not sent again', async () => {
    const { conversation, job } = await released();
    await claimDraft(desk.db, job, 60);
    await desk.db.update(draftTable).set({ departed }).where(sql`${draftTable.id} = ${job.draftId}`);
    mails.length = 0;
    expect(await desk.attempt({ kind: 'response', ...job })).toEqual({ result: 'sent' });
    expect(mails).toEqual([]);
    const params = { organization_id: us.id, conversation_id: conversation };
    const { body } = await desk.call(listMessages, { params, as: { 'x-api-key': us.key } });
    expect(body.data[0]).toMatchObject({ content: '<p>Old</p>', message_direction: 'sent' });
  });
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
