import { and, eq, isNotNull, not, or, type SQL, sql } from 'drizzle-orm';
import { type DraftRow, draftColumns, withBodyText } from './body-text.ts';
import type { Db } from './database.ts';
import type { Departed } from './departed.ts';
import { after, newestFirst, type PageRequest, sliceOf, within } from './keyset.ts';
import { receivedAfter } from './messages.ts';
import { contact, conversation, draft } from './schema.ts';

export type { DraftRow };
export type DraftContent = Pick<DraftRow, 'bodyHtml' | 'subject' | 'ccEmails' | 'bccEmails' | 'revision'>;

/** Writes a draft as it is given, its times included: for the demo's history. */
export async function placeDraft(
  tx: Db,
  given: Omit<typeof draft.$inferInsert, 'bodyText'>,
): Promise<DraftRow> {
  const row = withBodyText(given);
  const [placed] = await tx
    .insert(draft)
    .values(row)
    .onConflictDoUpdate({ target: draft.conversationId, set: row })
    .returning(draftColumns);
  if (!placed) throw new Error('The placed draft was not returned');
  return placed;
}

const withRecipient = (db: Db) =>
  db
    .select({ draft: draftColumns, contact })
    .from(draft)
    .innerJoin(conversation, eq(conversation.id, draft.conversationId))
    .innerJoin(contact, eq(contact.id, conversation.contactId));

/** A draft with its recipient, as the contract shows it; only under its own conversation. */
export async function findDraft(db: Db, organizationId: string, conversationId: string, id: string) {
  const [row] = await withRecipient(db).where(
    and(eq(draft.organizationId, organizationId), eq(draft.conversationId, conversationId), eq(draft.id, id)),
  );
  return row;
}

export async function listDrafts(
  db: Db,
  conversationId: string,
  span: { from: string | null; to: string | null },
  request: PageRequest,
) {
  const rows = await withRecipient(db)
    .where(
      and(
        eq(draft.conversationId, conversationId),
        within(draft.createdAt, span),
        after(request, draft.createdAt, draft.id),
      ),
    )
    .orderBy(newestFirst(draft.createdAt, draft.id))
    .limit(request.limit + 1);
  return sliceOf(rows, request.limit, (row) => ({ at: row.draft.createdAt, id: row.draft.id }));
}

export async function deleteDraft(tx: Db, id: string): Promise<void> {
  await tx.delete(draft).where(eq(draft.id, id));
}

/** What a draft is when nothing of it is scheduled. */
export const notQueued = {
  status: 'saved',
  awaitingApproval: false,
  scheduledSendAt: null,
  releaseAt: null,
  deliveryId: null,
  sendingSince: null,
} as const;

/** Back to saved: nothing is scheduled any more. Keeps `failure` only if given. */
export async function unqueueDraft(
  tx: Db,
  id: string,
  failure: string | null,
): Promise<DraftRow | undefined> {
  const [row] = await tx
    .update(draft)
    .set({ ...notQueued, failure })
    .where(and(eq(draft.id, id), eq(draft.status, 'queued')))
    .returning(draftColumns);
  return row;
}

/**
 * Takes a released reply for one attempt to deliver it. Exactly one caller gets the row: the update is guarded by
 * the state, by the queueing that the job belongs to, and by the end of the undo window; a reply that is `sending`
 * is taken again only once its lease is over, since then whoever held it is gone.
 */
export async function claimDraft(
  db: Db,
  of: { draftId: string; deliveryId: string },
  leaseSeconds: number,
): Promise<DraftRow | undefined> {
  const [row] = await db
    .update(draft)
    .set({ status: 'sending', sendingSince: sql`clock_timestamp()` })
    .where(
      and(
        eq(draft.id, of.draftId),
        eq(draft.deliveryId, of.deliveryId),
        eq(draft.awaitingApproval, false),
        sql`${draft.releaseAt} <= clock_timestamp()`,
        sql`coalesce(${draft.approval}->>'revision', ${draft.revision}) = ${draft.revision}`,
        or(
          and(eq(draft.status, 'queued'), not(receivedAfter(draft.conversationId, draft.answersUpTo))),
          // It left already; what is missing is only to say so.
          isNotNull(draft.departed),
          and(
            eq(draft.status, 'sending'),
            sql`${draft.sendingSince} < clock_timestamp() - make_interval(secs => ${leaseSeconds})`,
          ),
        ),
      ),
    )
    .returning(draftColumns);
  return row;
}

/** Takes a released reply that no longer answers the customer's last message out of the queue, instead of sending it. */
export async function stopDraft(tx: Db, of: { draftId: string; deliveryId: string }, reason: string) {
  const [row] = await tx
    .update(draft)
    .set({ ...notQueued, failure: reason })
    .where(
      and(
        eq(draft.id, of.draftId),
        eq(draft.deliveryId, of.deliveryId),
        eq(draft.status, 'queued'),
        sql`${draft.releaseAt} <= clock_timestamp()`,
        receivedAfter(draft.conversationId, draft.answersUpTo),
      ),
    )
    .returning(draftColumns);
  return row;
}

/** Lets a reply go as a decision says: `holdSeconds` for its undo window, under a queueing of its own. */
export async function releaseDraft(
  tx: Db,
  id: string,
  release: { deliveryId: string; holdSeconds: number } & Pick<DraftRow, 'approval' | 'submittedBy'>,
): Promise<DraftRow> {
  const { holdSeconds, ...given } = release;
  return setDraft(tx, id, {
    ...given,
    status: 'queued',
    awaitingApproval: false,
    reviewRequestedAt: null,
    failure: null,
    scheduledSendAt: sql`coalesce(${draft.scheduledSendAt}, clock_timestamp())`,
    releaseAt: afterHold(holdSeconds),
    answersUpTo: sql`greatest(${draft.answersUpTo}, clock_timestamp())`,
  });
}

/** When an undo window ends that begins now: when the decision is made, not when its transaction began. */
const afterHold = (holdSeconds: number) => sql`clock_timestamp() + make_interval(secs => ${holdSeconds})`;

/** What the customer wrote until then was read: never less than was read before. */
export async function noteAnswered(
  tx: Db,
  id: string,
  { upTo, failure }: { upTo: string; failure: string | null },
): Promise<DraftRow> {
  const answersUpTo = sql`greatest(${draft.answersUpTo}, ${upTo}::timestamptz)`;
  return setDraft(tx, id, { answersUpTo, failure });
}

/** A queueing of its own, with a whole undo window, for what an undone decision had taken out of the queue. */
export async function queueAgain(
  tx: Db,
  id: string,
  { deliveryId, holdSeconds }: { deliveryId: string; holdSeconds: number },
): Promise<DraftRow> {
  return setDraft(tx, id, { deliveryId, releaseAt: afterHold(holdSeconds) });
}

/** Puts columns of a draft as they are given; none that its words are made of. */
export async function setDraft(
  tx: Db,
  id: string,
  values: { [Name in Exclude<keyof DraftRow, 'bodyHtml'>]?: DraftRow[Name] | SQL },
): Promise<DraftRow> {
  const [row] = await tx.update(draft).set(values).where(eq(draft.id, id)).returning(draftColumns);
  if (!row) throw new Error('The draft to change was not there');
  return row;
}

/** The transport said yes: from now on no attempt sends it again, whatever becomes of its promotion. */
export async function noteDeparture(db: Db, of: { draftId: string; deliveryId: string }, departed: Departed) {
  await db
    .update(draft)
    .set({ departed })
    .where(and(eq(draft.id, of.draftId), eq(draft.deliveryId, of.deliveryId), eq(draft.status, 'sending')));
}

/** A claimed draft as only its own claim has it: a later one has another `sendingSince`. */
export type Claimed = Pick<DraftRow, 'id' | 'deliveryId' | 'sendingSince'>;
const stillClaimed = ({ id, deliveryId, sendingSince }: Claimed) =>
  and(
    eq(draft.id, id),
    eq(draft.deliveryId, deliveryId ?? ''),
    eq(draft.status, 'sending'),
    eq(draft.sendingSince, sendingSince ?? ''),
  );

/** The row as it is now, if this claim is the last one: an attempt that was paused may have lost the draft to another. */
export async function heldDraft(db: Db, claimed: Claimed): Promise<DraftRow | undefined> {
  const [row] = await db.select(draftColumns).from(draft).where(stillClaimed(claimed));
  return row;
}

/** After a failed attempt that will be tried again: still queued, the reason kept for people to see. */
export async function requeueDraft(tx: Db, claimed: Claimed, reason: string) {
  const [row] = await tx
    .update(draft)
    .set({ status: 'queued', sendingSince: null, failure: reason })
    .where(stillClaimed(claimed))
    .returning(draftColumns);
  return row;
}

/** Ends a claim under which nothing was done: the reply is queued as it was before. */
export async function unclaimDraft(db: Db, claimed: Claimed): Promise<void> {
  await db.update(draft).set({ status: 'queued', sendingSince: null }).where(stillClaimed(claimed));
}

/** The row, locked, if it is still being sent by this queueing. */
export async function lockSending(tx: Db, of: { draftId: string; deliveryId: string }) {
  const [row] = await tx
    .select(draftColumns)
    .from(draft)
    .where(and(eq(draft.id, of.draftId), eq(draft.deliveryId, of.deliveryId), eq(draft.status, 'sending')))
    .for('update');
  return row;
}
