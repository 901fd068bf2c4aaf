import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import type { Departed } from './departed.ts';
import { after, newestFirst, type PageRequest, sliceOf, within } from './keyset.ts';
import { contact, conversation, draft, draftRevision } from './schema.ts';

export type DraftRow = typeof draft.$inferSelect;
export type DraftContent = Pick<DraftRow, 'bodyHtml' | 'subject' | 'ccEmails' | 'bccEmails' | 'revision'>;

/** Creates the conversation's draft, or overwrites it; the caller holds the lock on the conversation. */
export async function upsertDraft(tx: Db, row: typeof draft.$inferInsert): Promise<DraftRow> {
  const { id: _, conversationId: __, organizationId: ___, createdAt: ____, ...changes } = row;
  const [saved] = await tx
    .insert(draft)
    .values(row)
    .onConflictDoUpdate({
      target: draft.conversationId,
      set: { ...changes, updatedAt: sql`clock_timestamp()` },
    })
    .returning();
  if (!saved) throw new Error('The saved draft was not returned');
  return saved;
}

/** Writes a draft as it is given, its times included: for the demo's history. */
export async function placeDraft(tx: Db, row: typeof draft.$inferInsert): Promise<DraftRow> {
  const [placed] = await tx
    .insert(draft)
    .values(row)
    .onConflictDoUpdate({ target: draft.conversationId, set: row })
    .returning();
  if (!placed) throw new Error('The placed draft was not returned');
  return placed;
}

/** Keeps what the draft says now; the same content twice is one revision. */
export async function keepRevision(
  tx: Db,
  saved: DraftRow,
  recipient: string | null,
  by: { kind: 'person' | 'key'; id: string; name: string },
) {
  await tx
    .insert(draftRevision)
    .values({
      draftId: saved.id,
      revision: saved.revision,
      organizationId: saved.organizationId,
      conversationId: saved.conversationId,
      bodyHtml: saved.bodyHtml,
      subject: saved.subject,
      recipient,
      ccEmails: saved.ccEmails,
      bccEmails: saved.bccEmails,
      authorKind: by.kind,
      authorId: by.id,
      authorName: by.name,
    })
    .onConflictDoNothing();
}

const withRecipient = (db: Db) =>
  db
    .select({ draft, contact })
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

/** Back to saved: nothing is scheduled any more. Keeps `failure` only if given. */
export async function unqueueDraft(
  tx: Db,
  id: string,
  failure: string | null,
): Promise<DraftRow | undefined> {
  const [row] = await tx
    .update(draft)
    .set({
      status: 'saved',
      awaitingApproval: false,
      scheduledSendAt: null,
      releaseAt: null,
      deliveryId: null,
      sendingSince: null,
      failure,
    })
    .where(and(eq(draft.id, id), eq(draft.status, 'queued')))
    .returning();
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
        or(
          eq(draft.status, 'queued'),
          // It left already; what is missing is only to say so.
          isNotNull(draft.departed),
          and(
            eq(draft.status, 'sending'),
            sql`${draft.sendingSince} < clock_timestamp() - make_interval(secs => ${leaseSeconds})`,
          ),
        ),
      ),
    )
    .returning();
  return row;
}

/** The transport said yes: from now on no attempt sends it again, whatever becomes of its promotion. */
export async function noteDeparture(db: Db, of: { draftId: string; deliveryId: string }, departed: Departed) {
  await db
    .update(draft)
    .set({ departed })
    .where(and(eq(draft.id, of.draftId), eq(draft.deliveryId, of.deliveryId), eq(draft.status, 'sending')));
}

/** After a failed attempt that will be tried again: still queued, the reason kept for people to see. */
export async function requeueDraft(tx: Db, of: { draftId: string; deliveryId: string }, reason: string) {
  const [row] = await tx
    .update(draft)
    .set({ status: 'queued', sendingSince: null, failure: reason })
    .where(and(eq(draft.id, of.draftId), eq(draft.deliveryId, of.deliveryId), eq(draft.status, 'sending')))
    .returning();
  return row;
}

/** The row, locked, if it is still being sent by this queueing. */
export async function lockSending(tx: Db, of: { draftId: string; deliveryId: string }) {
  const [row] = await tx
    .select()
    .from(draft)
    .where(and(eq(draft.id, of.draftId), eq(draft.deliveryId, of.deliveryId), eq(draft.status, 'sending')))
    .for('update');
  return row;
}
