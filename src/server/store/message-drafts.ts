import { and, eq, isNotNull, or, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import type { Departed } from './departed.ts';
import { after, newestFirst, type PageRequest, sliceOf, within } from './keyset.ts';
import { messageDraft } from './schema.ts';

export type MessageDraftRow = typeof messageDraft.$inferSelect;

export async function insertMessageDraft(
  db: Db,
  row: typeof messageDraft.$inferInsert,
): Promise<MessageDraftRow> {
  const [inserted] = await db.insert(messageDraft).values(row).returning();
  if (!inserted) throw new Error('The new message draft was not returned');
  return inserted;
}

export async function findMessageDraft(
  db: Db,
  organizationId: string,
  id: string,
): Promise<MessageDraftRow | undefined> {
  const [row] = await db
    .select()
    .from(messageDraft)
    .where(and(eq(messageDraft.organizationId, organizationId), eq(messageDraft.id, id)));
  return row;
}

export async function lockMessageDraft(
  tx: Db,
  organizationId: string,
  id: string,
): Promise<MessageDraftRow | undefined> {
  const [row] = await tx
    .select()
    .from(messageDraft)
    .where(and(eq(messageDraft.organizationId, organizationId), eq(messageDraft.id, id)))
    .for('update');
  return row;
}

export async function listMessageDrafts(
  db: Db,
  organizationId: string,
  span: { from: string | null; to: string | null },
  request: PageRequest,
) {
  const rows = await db
    .select()
    .from(messageDraft)
    .where(
      and(
        eq(messageDraft.organizationId, organizationId),
        within(messageDraft.createdAt, span),
        after(request, messageDraft.createdAt, messageDraft.id),
      ),
    )
    .orderBy(newestFirst(messageDraft.createdAt, messageDraft.id))
    .limit(request.limit + 1);
  return sliceOf(rows, request.limit, (row) => ({ at: row.createdAt, id: row.id }));
}

export async function deleteMessageDraft(tx: Db, id: string): Promise<void> {
  await tx.delete(messageDraft).where(eq(messageDraft.id, id));
}

/** As `claimDraft`, for a first message. */
export async function claimMessageDraft(
  db: Db,
  of: { draftId: string; deliveryId: string },
  leaseSeconds: number,
): Promise<MessageDraftRow | undefined> {
  const [row] = await db
    .update(messageDraft)
    .set({ status: 'sending', sendingSince: sql`clock_timestamp()` })
    .where(
      and(
        eq(messageDraft.id, of.draftId),
        eq(messageDraft.deliveryId, of.deliveryId),
        sql`${messageDraft.releaseAt} <= clock_timestamp()`,
        or(
          eq(messageDraft.status, 'queued'),
          isNotNull(messageDraft.departed),
          and(
            eq(messageDraft.status, 'sending'),
            sql`${messageDraft.sendingSince} < clock_timestamp() - make_interval(secs => ${leaseSeconds})`,
          ),
        ),
      ),
    )
    .returning();
  return row;
}

/** As `noteDeparture`, for a first message. */
export async function noteFirstDeparture(
  db: Db,
  of: { draftId: string; deliveryId: string },
  departed: Departed,
) {
  await db
    .update(messageDraft)
    .set({ departed })
    .where(
      and(
        eq(messageDraft.id, of.draftId),
        eq(messageDraft.deliveryId, of.deliveryId),
        eq(messageDraft.status, 'sending'),
      ),
    );
}

/** The row, locked, if it is still being sent by this queueing. */
export async function lockSendingMessageDraft(tx: Db, of: { draftId: string; deliveryId: string }) {
  const [row] = await tx
    .select()
    .from(messageDraft)
    .where(
      and(
        eq(messageDraft.id, of.draftId),
        eq(messageDraft.deliveryId, of.deliveryId),
        eq(messageDraft.status, 'sending'),
      ),
    )
    .for('update');
  return row;
}

type Claimed = Pick<MessageDraftRow, 'id' | 'deliveryId' | 'sendingSince'>;
const stillClaimed = ({ id, deliveryId, sendingSince }: Claimed) =>
  and(
    eq(messageDraft.id, id),
    eq(messageDraft.deliveryId, deliveryId ?? ''),
    eq(messageDraft.status, 'sending'),
    eq(messageDraft.sendingSince, sendingSince ?? ''),
  );

/** As `heldDraft`, for a first message. */
export async function heldMessageDraft(db: Db, claimed: Claimed): Promise<MessageDraftRow | undefined> {
  const [row] = await db.select().from(messageDraft).where(stillClaimed(claimed));
  return row;
}

/** As `unclaimDraft`, for a first message. */
export async function unclaimMessageDraft(db: Db, claimed: Claimed): Promise<void> {
  await db.update(messageDraft).set({ status: 'queued', sendingSince: null }).where(stillClaimed(claimed));
}

/** After a failed attempt: queued again, or, given up, saved. */
export async function returnMessageDraft(
  tx: Db,
  id: string,
  to: 'queued' | 'saved',
  reason: string,
): Promise<void> {
  const cleared = to === 'saved' ? { scheduledSendAt: null, releaseAt: null, deliveryId: null } : {};
  await tx
    .update(messageDraft)
    .set({ status: to, sendingSince: null, failure: reason, ...cleared })
    .where(eq(messageDraft.id, id));
}
