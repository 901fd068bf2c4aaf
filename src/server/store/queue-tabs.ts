import { and, eq, type SQL, sql } from 'drizzle-orm';
import { mostCounted, type QueueTab } from '#contract/desk/queue.ts';
import type { Db } from './database.ts';
import { newestFirst } from './keyset.ts';
import { draft } from './schema.ts';

export type PendingTab = Exclude<QueueTab, 'sent'>;

/** Word for word the conditions of the indexes of `draft`, each of which holds one tab. */
export const inTab: Record<PendingTab, SQL> = {
  review: sql`${draft.status} = 'saved' and ${draft.failure} is null`,
  failed: sql`${draft.status} = 'saved' and ${draft.failure} is not null`,
  approval: sql`${draft.status} = 'queued' and ${draft.awaitingApproval}`,
  scheduled: sql`${draft.status} <> 'saved' and not ${draft.awaitingApproval}`,
};

/** How many replies each tab holds, up to `mostCounted`. */
export async function countPending(db: Db, organizationId: string): Promise<Record<PendingTab, number>> {
  const of = (tab: PendingTab) => {
    const some = db
      .select({ one: sql`1` })
      .from(draft)
      .where(and(eq(draft.organizationId, organizationId), inTab[tab]))
      // In the order of the tab's index, so that this is what is read, and nothing else.
      .orderBy(newestFirst(draft.createdAt, draft.id))
      .limit(mostCounted);
    return sql`(select count(*)::int from ${some} counted)`;
  };
  const { rows } = (await db.execute(
    sql`select ${of('review')} review, ${of('approval')} approval, ${of('scheduled')} scheduled, ${of('failed')} failed`,
  )) as unknown as { rows: Record<PendingTab, number>[] };
  const [counts] = rows;
  if (!counts) throw new Error('The counts were not returned');
  return counts;
}
