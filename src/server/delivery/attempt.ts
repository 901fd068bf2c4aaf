import type { Logger } from 'pino';
import type { DeliveryJob } from '../drafts/life.ts';
import { promoteDraft } from '../drafts/promote-draft.ts';
import { promoteMessageDraft, returnFailedMessageDraft } from '../drafts/promote-message-draft.ts';
import { returnDraft } from '../drafts/return-draft.ts';
import { stopUnanswered } from '../drafts/stop-unanswered.ts';
import type { Db } from '../store/database.ts';
import type { Departed } from '../store/departed.ts';
import { claimDraft, type DraftRow, heldDraft, noteDeparture, unclaimDraft } from '../store/drafts.ts';
import {
  claimMessageDraft,
  heldMessageDraft,
  type MessageDraftRow,
  noteFirstDeparture,
  unclaimMessageDraft,
} from '../store/message-drafts.ts';
import { type Departure, now } from './departure-line.ts';
import type { Departures } from './departures.ts';
import { beginLease, type Lease } from './lease.ts';
import { persist } from './persist.ts';
import { type DispatchTools, prepareFirstMessage, prepareReply, type Ready } from './prepare.ts';
import { DeliveryFailure, GivenUp } from './transport.ts';

export interface DeliveryTools extends DispatchTools {
  log: Logger;
  /** For how long one attempt holds a reply. */
  leaseSeconds: number;
  departures: Departures;
}

/**
 * What an attempt came to; `stale`: the queueing was ended meanwhile, nothing was done; `stopped`: the customer wrote;
 * `given up`: the desk is to stop, or had to wait too long before it could send, and the attempt is made anew.
 */
export type Outcome =
  | { result: 'sent' }
  | { result: 'stale' | 'stopped' | 'given up' }
  | { result: 'failed' | 'retry'; reason: string };

/**
 * One attempt to deliver what `job` names: claim, send, note the departure, promote. The reply is claimed in a
 * transaction of its own, so that nobody can change it while it leaves. Between the mail server's yes and the line on
 * this machine's disk, which the transport writes at once, lies the one window in which a crash can make a mail leave
 * twice, with the same Message-ID.
 * @param isLast whether a temporary failure is now final.
 * @throws when the reply left but could not be promoted: to be tried again, which sends nothing.
 */
export async function attemptDelivery(
  tools: DeliveryTools,
  job: DeliveryJob,
  isLast: boolean,
): Promise<Outcome> {
  return job.kind === 'response'
    ? attempt(tools, job, isLast, replies)
    : attempt(tools, job, isLast, firstMessages);
}

/** Gives back what all attempts died over, as far as its last one is not alive. What left is promoted instead. */
export async function abandonDelivery(tools: DeliveryTools, job: DeliveryJob): Promise<void> {
  return job.kind === 'response' ? abandon(tools, job, replies) : abandon(tools, job, firstMessages);
}

/** Tells the database what left before a process died. Harmless where it knows. */
export async function noteDepartures({
  db,
  departures,
}: Pick<DeliveryTools, 'db' | 'departures'>): Promise<void> {
  for (const departure of departures.read()) await settle({ db, departures }, departure);
}

/** Tells the database of one that left; from then on the disk need not know it. */
async function settle(
  { db, departures }: Pick<DeliveryTools, 'db' | 'departures'>,
  { job, departed }: Departure,
): Promise<void> {
  await (job.kind === 'response' ? noteDeparture : noteFirstDeparture)(db, job, departed);
  departures.settled(job.deliveryId);
}

/** What differs between a reply and a first message. */
interface Life<D> {
  claim(db: Db, job: DeliveryJob, leaseSeconds: number): Promise<D | undefined>;
  /** Takes it out of the queue where it must not be sent; true: it was. */
  stop(db: Db, job: DeliveryJob): Promise<boolean>;
  prepare(tools: DispatchTools, draft: D, deliveryId: string): Promise<Ready>;
  /** As it is now; nothing where somebody else has claimed it since. */
  held(db: Db, draft: D): Promise<D | undefined>;
  promote(db: Db, draft: D, departed: Departed): Promise<string | null>;
  giveBack(db: Db, draft: D, reason: string, willRetry: boolean): Promise<void>;
  /** Back into the queue as if it had not been claimed. */
  letGo(db: Db, draft: D): Promise<void>;
}

const replies: Life<DraftRow> = {
  claim: claimDraft,
  stop: stopUnanswered,
  prepare: prepareReply,
  held: heldDraft,
  promote: promoteDraft,
  giveBack: returnDraft,
  letGo: unclaimDraft,
};
const firstMessages: Life<MessageDraftRow> = {
  claim: claimMessageDraft,
  stop: async () => false,
  prepare: prepareFirstMessage,
  held: heldMessageDraft,
  promote: promoteMessageDraft,
  giveBack: returnFailedMessageDraft,
  letGo: unclaimMessageDraft,
};

/** Before it is claimed the database is told that it left, where it was away for so long that only this disk knows. */
async function claim<D>(tools: DeliveryTools, job: DeliveryJob, life: Life<D>): Promise<D | undefined> {
  const departure = tools.departures.unsettled(job.deliveryId);
  if (departure) await settle(tools, departure);
  return life.claim(tools.db, job, tools.leaseSeconds);
}

async function attempt<D extends { departed: Departed | null }>(
  tools: DeliveryTools,
  job: DeliveryJob,
  isLast: boolean,
  life: Life<D>,
): Promise<Outcome> {
  const { db, log } = tools;
  const lease = beginLease(tools.leaseSeconds);
  const draft = await claim(tools, job, life);
  if (!draft) return { result: (await life.stop(db, job)) ? 'stopped' : 'stale' };
  const departed = draft.departed ?? (await send(tools, job, isLast, { draft, life, lease }));
  if ('result' in departed) return departed;
  if ((await persist(() => life.promote(db, draft, departed), lease, log)) === null) {
    throw new Error(`The draft ${job.draftId} left, but its row was changed while it was being sent`);
  }
  return { result: 'sent' };
}

/** @returns what left, and is noted; or what came of it instead. */
async function send<D extends { departed: Departed | null }>(
  tools: DeliveryTools,
  job: DeliveryJob,
  isLast: boolean,
  { draft, life, lease }: { draft: D; life: Life<D>; lease: Lease },
): Promise<Departed | Outcome> {
  const { db, log } = tools;
  let left: Left;
  try {
    const ready = await life.prepare(tools, draft, job.deliveryId);
    const held = await life.held(db, draft);
    if (!held) return { result: 'stale' };
    // Whoever had it before may have been paused over it, and have said by now that it left.
    if (held.departed) return held.departed;
    if (lease.toLeave() <= 0) throw new GivenUp();
    left = await leave(tools, job, ready, lease);
  } catch (error) {
    if (error instanceof GivenUp) {
      await persist(() => life.letGo(db, draft), lease, log);
      return { result: 'given up' };
    }
    const { reason, temporary } = failureOf(error, log);
    const willRetry = temporary && !isLast;
    const said = willRetry ? `${reason} It is tried again.` : reason;
    await persist(() => life.giveBack(db, draft, said, willRetry), lease, log);
    return { result: willRetry ? 'retry' : 'failed', reason };
  }
  await note(tools, job, left, lease);
  return left.departed;
}

interface Left {
  departed: Departed;
  /** When the disk knew it, by the machine's clock. */
  written: number;
}

/** Nothing may stand between the transport's yes and the line on the disk. */
async function leave(
  { log, departures }: DeliveryTools,
  job: DeliveryJob,
  ready: Ready,
  lease: Lease,
): Promise<Left> {
  const file = departures.expect(job.deliveryId);
  const { refused, written } = await ready
    .leave(lease, { file, departure: { job, departed: ready.departs } })
    .catch((error: unknown) => {
      // A thread can die between the line and the word of it.
      const found = departures.unsettled(job.deliveryId);
      if (found) return { refused: found.departed.refused, written: now() };
      departures.settled(job.deliveryId);
      throw error;
    });
  const departed = { ...ready.departs, refused };
  if (written !== undefined) return { departed, written };
  try {
    return { departed, written: departures.write({ job, departed }) };
  } catch (error) {
    log.error({ err: error }, 'delivery: what left could not be written down');
    return { departed, written: now() };
  }
}

async function note(
  tools: DeliveryTools,
  job: DeliveryJob,
  { departed, written }: Left,
  lease: Lease,
): Promise<void> {
  await persist(() => settle(tools, { job, departed }), lease, tools.log);
  const { draftId: draft } = job;
  tools.log.debug({ draft, message: departed.emailMessageId, written, noted: now() }, 'delivery: left');
}

async function abandon<D extends { departed: Departed | null }>(
  tools: DeliveryTools,
  job: DeliveryJob,
  life: Life<D>,
): Promise<void> {
  const draft = await claim(tools, job, life);
  if (draft?.departed) await life.promote(tools.db, draft, draft.departed);
  else if (draft) await life.giveBack(tools.db, draft, brokenOff, false);
}

const brokenOff =
  'The desk broke off each time it tried to send this. It may have arrived: ask before you send it again.';

function failureOf(error: unknown, log: Logger): { reason: string; temporary: boolean } {
  if (error instanceof DeliveryFailure) return { reason: error.message, temporary: error.temporary };
  log.error({ err: error }, 'delivery attempt');
  return { reason: 'The desk could not prepare this message; its log says why.', temporary: true };
}
