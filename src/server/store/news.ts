import { and, desc, eq, gt, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type { Role } from '#contract/desk/session.ts';
import type { Db } from './database.ts';
import type { EventRow } from './events.ts';
import { withRecipient } from './history.ts';
import { type PageRequest, sliceOf } from './keyset.ts';
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

const newsFor = (hearer: Hearer) =>
  and(
    eq(event.organizationId, hearer.organizationId),
    inArray(event.notifies, audiencesOf(hearer)),
    or(isNull(event.actorId), ne(event.actorId, hearer.id)),
  );

async function toldUpTo(db: Db, { id }: Hearer): Promise<number> {
  const [row] = await db.select({ id: user.toldUpTo }).from(user).where(eq(user.id, id));
  return row?.id ?? 0;
}

/** Newest first, each with whether it is unread; a cursor's `id` is that of an event, which never moves. */
export async function listNews(db: Db, hearer: Hearer, request: PageRequest) {
  const told = await toldUpTo(db, hearer);
  const rows = await withRecipient(db)
    .where(and(newsFor(hearer), request.after ? lt(event.id, Number(request.after.id)) : undefined))
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
  const unread = await db
    .select({ id: event.id })
    .from(event)
    .where(and(newsFor(hearer), gt(event.id, await toldUpTo(db, hearer))))
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
