import { and, count, eq, ilike, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { QueueTab } from '#contract/desk/queue.ts';
import { containing } from './contacts.ts';
import type { Db } from './database.ts';
import { after, newestFirst, type PageRequest, sliceOf } from './keyset.ts';
import { receivedAfter } from './messages.ts';
import { contact, conversation, draft, message } from './schema.ts';

/** Enough of a body for its first words, however long it is. */
const opening = (body: SQL) => sql<string>`left(${body}, 4000)`;

const inTab: Record<Exclude<QueueTab, 'sent'>, SQL | undefined> = {
  review: and(eq(draft.status, 'saved'), isNull(draft.failure)),
  failed: and(eq(draft.status, 'saved'), isNotNull(draft.failure)),
  approval: and(eq(draft.status, 'queued'), eq(draft.awaitingApproval, true)),
  scheduled: and(ne(draft.status, 'saved'), eq(draft.awaitingApproval, false)),
};

const named = (search: string | undefined, ...more: SQL[]) => {
  if (!search) return undefined;
  const pattern = containing(search);
  return or(
    ilike(contact.name, pattern),
    ilike(contact.email, pattern),
    ilike(contact.phoneNumber, pattern),
    ...more.map((column) => sql`${column} ilike ${pattern}`),
  );
};

/** Pending replies of one tab, newest change first. */
export async function listPending(
  db: Db,
  organizationId: string,
  tab: Exclude<QueueTab, 'sent'>,
  search: string | undefined,
  request: PageRequest,
) {
  const rows = await db
    .select({
      draft: {
        id: draft.id,
        conversationId: draft.conversationId,
        status: draft.status,
        subject: draft.subject,
        opening: opening(sql`${draft.bodyHtml}`),
        authorKind: draft.authorKind,
        authorName: draft.authorName,
        edited: draft.edited,
        failure: draft.failure,
        releaseAt: draft.releaseAt,
        updatedAt: draft.updatedAt,
      },
      modality: conversation.modality,
      contact: { name: contact.name, email: contact.email, phoneNumber: contact.phoneNumber },
      customerWroteSince: receivedAfter(draft.conversationId, draft.updatedAt),
    })
    .from(draft)
    .innerJoin(conversation, eq(conversation.id, draft.conversationId))
    .innerJoin(contact, eq(contact.id, conversation.contactId))
    .where(
      and(
        eq(draft.organizationId, organizationId),
        inTab[tab],
        named(search, sql`${draft.subject}`, sql`${draft.bodyHtml}`),
        after(request, draft.updatedAt, draft.id),
      ),
    )
    .orderBy(newestFirst(draft.updatedAt, draft.id))
    .limit(request.limit + 1);
  return sliceOf(rows, request.limit, (row) => ({ at: row.draft.updatedAt, id: row.draft.id }));
}

/** Replies that went out, latest first. */
export async function listSent(
  db: Db,
  organizationId: string,
  search: string | undefined,
  request: PageRequest,
) {
  const rows = await db
    .select({
      message: {
        id: message.id,
        responseId: sql<string>`${message.responseId}`,
        conversationId: message.conversationId,
        subject: message.subject,
        opening: opening(sql`${message.content}`),
        contentFormat: message.contentFormat,
        senderName: message.senderName,
        agentId: message.agentId,
        occurredAt: message.occurredAt,
      },
      modality: conversation.modality,
      contact: { name: contact.name, email: contact.email, phoneNumber: contact.phoneNumber },
    })
    .from(message)
    .innerJoin(conversation, eq(conversation.id, message.conversationId))
    .innerJoin(contact, eq(contact.id, conversation.contactId))
    .where(
      and(
        eq(message.organizationId, organizationId),
        isNotNull(message.responseId),
        named(search, sql`${message.subject}`, sql`${message.content}`),
        after(request, message.occurredAt, message.id),
      ),
    )
    .orderBy(newestFirst(message.occurredAt, message.id))
    .limit(request.limit + 1);
  return sliceOf(rows, request.limit, (row) => ({ at: row.message.occurredAt, id: row.message.id }));
}

export async function countPending(db: Db, organizationId: string) {
  const of = (condition: SQL | undefined) => sql<number>`count(*) filter (where ${condition})::int`;
  const [row] = await db
    .select({
      review: of(inTab.review),
      approval: of(inTab.approval),
      scheduled: of(inTab.scheduled),
      failed: of(inTab.failed),
      all: count(),
    })
    .from(draft)
    .where(eq(draft.organizationId, organizationId));
  return {
    review: row?.review ?? 0,
    approval: row?.approval ?? 0,
    scheduled: row?.scheduled ?? 0,
    failed: row?.failed ?? 0,
  };
}

/** All conversations with the latest message of each, newest activity first. */
export async function listInbox(
  db: Db,
  organizationId: string,
  search: string | undefined,
  request: PageRequest,
) {
  const latest = db
    .select({
      opening: opening(sql`${message.content}`).as('opening'),
      format: sql<'html' | 'text'>`${message.contentFormat}`.as('format'),
    })
    .from(message)
    .where(eq(message.conversationId, conversation.id))
    .orderBy(newestFirst(message.occurredAt, message.id))
    .limit(1)
    .as('latest');
  const rows = await db
    .select({
      conversation,
      contact: { name: contact.name, email: contact.email, phoneNumber: contact.phoneNumber },
      draftStatus: draft.status,
      opening: latest.opening,
      format: latest.format,
    })
    .from(conversation)
    .innerJoin(contact, eq(contact.id, conversation.contactId))
    .leftJoin(draft, eq(draft.conversationId, conversation.id))
    .leftJoinLateral(latest, sql`true`)
    .where(
      and(
        eq(conversation.organizationId, organizationId),
        named(search, sql`${conversation.subject}`),
        after(request, conversation.lastActivityAt, conversation.id),
      ),
    )
    .orderBy(newestFirst(conversation.lastActivityAt, conversation.id))
    .limit(request.limit + 1);
  return sliceOf(rows, request.limit, (row) => ({
    at: row.conversation.lastActivityAt,
    id: row.conversation.id,
  }));
}
