import { and, asc, eq, gt, gte, inArray, max, ne, or, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import type { EventRow } from './events.ts';
import { event } from './schema.ts';

/** What is told of at once; after more than that it is cheaper to read everything anew. */
const mostMissed = 500;

/** In the order of `ids`. */
export async function readEvents(db: Db, ids: number[]): Promise<EventRow[]> {
  const rows = await db.select().from(event).where(inArray(event.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** The position of whoever reads everything now; 0 before the first event. */
export async function lastEventId(db: Db, organizationId: string): Promise<number> {
  const [row] = await db
    .select({ id: max(event.id) })
    .from(event)
    .where(eq(event.organizationId, organizationId));
  return row?.id ?? 0;
}

/**
 * What happened since somebody heard of event `position`, and possibly a few things that they know already.
 *
 * Ids are given when an event is written, and events appear when their transactions commit: 7 may appear after 8. So an
 * event carries its transaction and the oldest one that had not ended when it was written (its horizon). Notices come in
 * the order of commits: whatever its hearer does not know committed later, in a transaction that had not ended by then,
 * and so is not older than the horizon. Transactions are compared as `xid8`, which never wraps around.
 *
 * @returns by id; null where there is more than anybody wants to be told, or the position is not of this store (after a
 * move to another server its transactions count anew).
 */
export async function eventsSince(
  db: Db,
  organizationId: string,
  position: number,
): Promise<EventRow[] | null> {
  const from = position === 0 ? everything : await findPosition(db, position);
  if (!from) return null;
  const rows = await db
    .select()
    .from(event)
    .where(
      and(
        eq(event.organizationId, organizationId),
        gte(event.transaction, from.horizon),
        // What one transaction wrote is told in order.
        or(ne(event.transaction, from.transaction), gt(event.id, position)),
      ),
    )
    .orderBy(asc(event.id))
    .limit(mostMissed + 1);
  return rows.length > mostMissed ? null : rows;
}

const everything = { horizon: 0, transaction: 0 };

async function findPosition(db: Db, id: number): Promise<typeof everything | undefined> {
  const isOfThisStore = sql`${event.horizon} <= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`;
  const [row] = await db
    .select({ horizon: event.horizon, transaction: event.transaction })
    .from(event)
    .where(and(eq(event.id, id), isOfThisStore));
  return row;
}
