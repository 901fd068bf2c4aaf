import { and, desc, eq, exists, gt, inArray, isNull, lt, lte, ne, not, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Role } from '#contract/desk/session.ts';
import type { Db } from './database.ts';
import type { EventRow } from './events.ts';
import { withRecipient } from './history.ts';
import { type PageRequest, sliceOf } from './keyset.ts';
import { written } from './prepared.ts';
import { event, user } from './schema.ts';

export interface Hearer {
  id: string;
  organizationId: string;
  role: Role;
}

/** Whom an event must notify to reach somebody. */
const audiencesOf = ({ id, role }: Hearer) => (role === 'rep' ? [id] : [id, 'managers']);

/** What somebody did is no news to them. */
export const isNewsFor = (hearer: Hearer, { notifies, actorId }: EventRow): boolean =>
  notifies !== null && actorId !== hearer.id && audiencesOf(hearer).includes(notifies);

const later = alias(event, 'later');
const isUndone = exists(
  written
    .select({ one: sql`1` })
    .from(later)
    .where(
      and(
        eq(later.conversationId, event.conversationId),
        gt(later.id, event.id),
        eq(later.kind, 'decision_undone'),
        sql`${later.data} -> 'decision_id' = to_jsonb(${event.id})`,
      ),
    ),
);

/**
 * What a decision was is no news any more once it is undone; that it is undone is news to who had read of it.
 * @param told the last event that they have read of.
 */
const newsFor = (hearer: Hearer, told: number) =>
  and(
    eq(event.organizationId, hearer.organizationId),
    inArray(event.notifies, audiencesOf(hearer)),
    or(isNull(event.actorId), ne(event.actorId, hearer.id)),
    or(lte(event.id, told), not(isUndone)),
    or(
      ne(event.kind, 'decision_undone'),
      lte(event.id, told),
      sql`coalesce((${event.data} ->> 'decision_id')::bigint <= ${told}, true)`,
    ),
  );

async function toldUpTo(db: Db, { id }: Hearer): Promise<number> {
  const [row] = await db.select({ id: user.toldUpTo }).from(user).where(eq(user.id, id));
  return row?.id ?? 0;
}

/** Newest first, each with whether it is unread; a cursor's `id` is that of an event, which never moves. */
export async function listNews(db: Db, hearer: Hearer, request: PageRequest) {
  const told = await toldUpTo(db, hearer);
  const rows = await withRecipient(db)
    .where(and(newsFor(hearer, told), request.after ? lt(event.id, Number(request.after.id)) : undefined))
    .orderBy(desc(event.id))
    .limit(request.limit + 1);
  return sliceOf(
    rows.map((row) => ({ ...row, unread: row.event.id > told })),
    request.limit,
    (row) => ({ at: row.event.createdAt, id: String(row.event.id) }),
  );
}

/** @param most where counting ends. */
export async function countUnread(db: Db, hearer: Hearer, most: number): Promise<number> {
  const told = await toldUpTo(db, hearer);
  const unread = await db
    .select({ id: event.id })
    .from(event)
    .where(and(newsFor(hearer, told), gt(event.id, told)))
    .limit(most);
  return unread.length;
}

/** Never back, and never past what has happened: that would keep back what is still to come. */
export async function noteRead(db: Db, { id, organizationId }: Hearer, upTo: number): Promise<void> {
  const last = sql`(select coalesce(max(${event.id}), 0) from ${event} where ${event.organizationId} = ${organizationId})`;
  await db
    .update(user)
    .set({ toldUpTo: sql`greatest(${user.toldUpTo}, least(${upTo}::bigint, ${last}))` })
    .where(eq(user.id, id));
}
