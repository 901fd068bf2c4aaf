import { and, eq, sql } from 'drizzle-orm';
import { type DraftRow, draftColumns } from './body-text.ts';
import type { Db } from './database.ts';
import { after, newestFirst, type PageRequest, sliceOf, within } from './keyset.ts';
import { countMessages, newestReceivedAfter } from './messages.ts';
import { prepared, written } from './prepared.ts';
import { contact, conversation, draft, event, organization } from './schema.ts';

export type ConversationRow = typeof conversation.$inferSelect;

export async function findConversation(
  db: Db,
  organizationId: string,
  id: string,
): Promise<ConversationRow | undefined> {
  const [row] = await db
    .select()
    .from(conversation)
    .where(and(eq(conversation.organizationId, organizationId), eq(conversation.id, id)));
  return row;
}

/**
 * Who put down last what the draft says: its revision names who did so first, which another may have come back to. A save
 * that changed nothing is not told.
 */
const lastSaver = sql<Pick<DraftRow, 'authorKind' | 'authorId' | 'authorName'> | null>`(
  select jsonb_build_object('authorKind', ${event.actorKind}, 'authorId', ${event.actorId}, 'authorName', ${event.actorName})
  from ${event}
  where ${event.conversationId} = ${conversation.id} and ${event.responseId} = ${draft.id}
    and ${event.data} -> 'previous' is not null and ${event.data} -> 'previous' <> ${event.data} -> 'revision'
  order by ${event.id} desc limit 1)`;

/** A conversation, whom it is with, and its pending reply. */
export async function findConversationInFull(db: Db, organizationId: string, id: string) {
  const [row] = await db
    .select({
      conversation,
      contact,
      draft: draftColumns,
      savedBy: lastSaver,
      unanswered: newestReceivedAfter(conversation.id, draft.answersUpTo),
      approvalPolicy: organization.approvalPolicy,
      messageCount: countMessages(conversation.id),
    })
    .from(conversation)
    .innerJoin(contact, eq(contact.id, conversation.contactId))
    .innerJoin(organization, eq(organization.id, conversation.organizationId))
    .leftJoin(draft, eq(draft.conversationId, conversation.id))
    .where(and(eq(conversation.organizationId, organizationId), eq(conversation.id, id)));
  return row;
}

const withContact = {
  conversation,
  contact,
  policy: { approval: organization.approvalPolicy, checks: organization.checkLevels },
};
const lockedConversation = prepared(
  'locked_conversation',
  written
    .select(withContact)
    .from(conversation)
    .innerJoin(contact, eq(contact.id, conversation.contactId))
    .innerJoin(organization, eq(organization.id, conversation.organizationId))
    .where(
      and(
        eq(conversation.organizationId, sql.placeholder('organizationId')),
        eq(conversation.id, sql.placeholder('id')),
      ),
    )
    .for('update', { of: conversation }),
  withContact,
);
const lockedDraft = prepared(
  'locked_draft',
  written
    .select(draftColumns)
    .from(draft)
    .where(eq(draft.conversationId, sql.placeholder('id')))
    .for('update'),
  draftColumns,
);

/** As above, and nobody else can change the conversation or its draft until the transaction ends. */
export async function lockConversation(tx: Db, organizationId: string, id: string) {
  const [row] = await lockedConversation(tx, { organizationId, id });
  if (!row) return undefined;
  // Read after the lock is held: a draft joined to the locking statement could be that of an older snapshot. Locked as
  // well, since the worker's claim takes the draft alone.
  const [pending] = await lockedDraft(tx, { id });
  return { ...row, draft: pending ?? null };
}

export async function listConversations(
  db: Db,
  organizationId: string,
  of: { contactId?: string; agentId?: string },
  span: { from: string | null; to: string | null },
  request: PageRequest,
) {
  const rows = await db
    .select()
    .from(conversation)
    .where(
      and(
        eq(conversation.organizationId, organizationId),
        of.contactId ? eq(conversation.contactId, of.contactId) : undefined,
        of.agentId ? eq(conversation.agentId, of.agentId) : undefined,
        within(conversation.lastActivityAt, span),
        after(request, conversation.lastActivityAt, conversation.id),
      ),
    )
    .orderBy(newestFirst(conversation.lastActivityAt, conversation.id))
    .limit(request.limit + 1);
  return sliceOf(rows, request.limit, (row) => ({ at: row.lastActivityAt, id: row.id }));
}

export async function insertConversation(db: Db, row: typeof conversation.$inferInsert): Promise<void> {
  await db.insert(conversation).values(row);
}

/** Something happened at `at`: activity only ever moves forward. */
export async function noteActivity(db: Db, id: string, at: string): Promise<void> {
  await db
    .update(conversation)
    .set({ lastActivityAt: sql`greatest(${conversation.lastActivityAt}, ${at}::timestamptz)` })
    .where(eq(conversation.id, id));
}

export async function markRead(db: Db, organizationId: string, id: string): Promise<void> {
  await db
    .update(conversation)
    .set({ isRead: true })
    .where(
      and(
        eq(conversation.organizationId, organizationId),
        eq(conversation.id, id),
        eq(conversation.isRead, false),
      ),
    );
}
