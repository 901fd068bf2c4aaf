import { and, desc, eq, gt, ne } from 'drizzle-orm';
import type { EventKind } from '#contract/desk/happening.ts';
import type { Db } from './database.ts';
import { givenFor, prepared, written } from './prepared.ts';
import { event } from './schema.ts';

export type EventRow = typeof event.$inferSelect;

/** Who did something: a person, a program with an API key, or the desk itself. */
export interface Actor {
  kind: 'person' | 'key' | 'desk';
  id: string | null;
  name: string | null;
}

export const theDesk: Actor = { kind: 'desk', id: null, name: null };

const insertEvent = prepared(
  'insert_event',
  written
    .insert(event)
    .values(givenFor(event, 'id', 'createdAt', 'transaction', 'horizon'))
    .returning({ id: event.id }),
  { id: event.id },
);

/** What happened, to what, and whom it is news for. */
export interface Happened {
  kind: EventKind;
  organizationId: string;
  conversationId?: string | null;
  responseId?: string | null;
  data?: Record<string, unknown>;
  /** `managers`, or a person's id. */
  notifies?: string | null;
}

const rowOf = (actor: Actor, happened: Happened) => {
  const { kind, organizationId, conversationId = null, responseId = null } = happened;
  const { data = {}, notifies = null } = happened;
  const by = { actorKind: actor.kind, actorId: actor.id, actorName: actor.name };
  return { kind, organizationId, conversationId, responseId, data, notifies, ...by };
};

/** Appends to the log of events; call it in the transaction that makes the event true. */
export async function recordEvent(tx: Db, actor: Actor, happened: Happened): Promise<void> {
  await insertEvent(tx, rowOf(actor, happened));
}

/** What happened, who did it, and when. */
export interface PastEvent {
  by: Actor;
  at: string;
  happened: Happened;
}

/** As above, for what happened before the log was kept. Earlier ones come first: the log is read in the order it was written. */
export async function recordPast(tx: Db, past: readonly PastEvent[]) {
  if (past.length === 0) return;
  const inOrder = past.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  await tx
    .insert(event)
    .values(inOrder.map(({ by, at, happened }) => ({ ...rowOf(by, happened), createdAt: at })));
}

/** As `recordEvent`, for what can be undone. @returns the event's id, by which it is. */
export async function recordDecision(tx: Db, actor: Actor, happened: Happened): Promise<number> {
  const [row] = await insertEvent(tx, rowOf(actor, happened));
  if (!row) throw new Error('The decision was not recorded');
  return row.id;
}

export async function findEvent(
  db: Db,
  where: { organizationId: string; conversationId: string },
  id: number,
): Promise<EventRow | undefined> {
  const [row] = await db
    .select()
    .from(event)
    .where(
      and(
        eq(event.id, id),
        eq(event.organizationId, where.organizationId),
        eq(event.conversationId, where.conversationId),
      ),
    );
  return row;
}

/** The last thing that happened to a draft. */
export async function lastEventOf(
  db: Db,
  { conversationId, responseId }: { conversationId: string; responseId: string },
): Promise<EventRow | undefined> {
  const [row] = await db
    .select()
    .from(event)
    .where(and(eq(event.conversationId, conversationId), eq(event.responseId, responseId)))
    .orderBy(desc(event.id))
    .limit(1);
  return row;
}

/** Whether something happened to another reply of the conversation after an event: one was begun, or was sent. */
export async function isAnotherBegunSince(
  tx: Db,
  { id, organizationId, conversationId, responseId }: EventRow,
): Promise<boolean> {
  const since = await tx
    .select({ id: event.id })
    .from(event)
    .where(
      and(
        eq(event.organizationId, organizationId),
        eq(event.conversationId, conversationId ?? ''),
        gt(event.id, id),
        ne(event.responseId, responseId ?? ''),
      ),
    )
    .limit(1);
  return since.length > 0;
}
