import { and, asc, desc, eq, gt, lt, type SQL, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import type { EventRow } from './events.ts';
import { type PageRequest, sliceOf, within } from './keyset.ts';
import { contact, conversation, event } from './schema.ts';

/** Which events of an organisation are meant. */
export interface EventFilter {
  organizationId: string;
  conversationId?: string | undefined;
  /** A person's id, or `key` or `desk` for whatever is none. */
  actor?: string | undefined;
  kind?: string | undefined;
  from: string | null;
  to: string | null;
}

const recipient = sql<string | null>`coalesce(${contact.name}, ${contact.email}, ${contact.phoneNumber})`;

const matching = ({ organizationId, conversationId, actor, kind, from, to }: EventFilter): SQL | undefined =>
  and(
    eq(event.organizationId, organizationId),
    conversationId ? eq(event.conversationId, conversationId) : undefined,
    actor === 'key' || actor === 'desk' ? eq(event.actorKind, actor) : undefined,
    actor && actor !== 'key' && actor !== 'desk' ? eq(event.actorId, actor) : undefined,
    kind ? eq(event.kind, kind) : undefined,
    within(event.createdAt, { from, to }),
  );

/** Events as they are shown: with the contact of the conversation. */
export const withRecipient = (db: Db) =>
  db
    .select({ event, recipient })
    .from(event)
    .leftJoin(conversation, eq(conversation.id, event.conversationId))
    .leftJoin(contact, eq(contact.id, conversation.contactId));

/** Newest first; a cursor's `id` is that of an event, which never moves. */
export async function listEvents(db: Db, filter: EventFilter, request: PageRequest) {
  const rows = await withRecipient(db)
    .where(and(matching(filter), request.after ? lt(event.id, Number(request.after.id)) : undefined))
    .orderBy(desc(event.id))
    .limit(request.limit + 1);
  return sliceOf(rows, request.limit, (row) => ({ at: row.event.createdAt, id: String(row.event.id) }));
}

export type EventWithRecipient = Awaited<ReturnType<typeof listEvents>>['rows'][number];

/** Whatever happened to a reply, newest first. */
export async function eventsOfReply(
  db: Db,
  { conversationId, responseId }: { conversationId: string; responseId: string },
): Promise<EventRow[]> {
  return db
    .select()
    .from(event)
    .where(and(eq(event.conversationId, conversationId), eq(event.responseId, responseId)))
    .orderBy(desc(event.id));
}

/** All of them, oldest first, as many at a time as a reader takes. */
export async function* eachEvent(db: Db, filter: EventFilter): AsyncGenerator<EventWithRecipient[]> {
  for (let last = 0; ; ) {
    const rows = await withRecipient(db)
      .where(and(matching(filter), gt(event.id, last)))
      .orderBy(asc(event.id))
      .limit(500);
    if (rows.length === 0) return;
    yield rows;
    last = rows.at(-1)?.event.id ?? last;
  }
}
