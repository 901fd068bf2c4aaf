import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { after, newestFirst, type PageRequest, type Position, type Slice, sliceOf } from './keyset.ts';
import { newestReceivedAfter } from './messages.ts';
import { type Wanted, wantedDrafts, wantedSent } from './queue-filters.ts';
import { inTab, type PendingTab } from './queue-tabs.ts';
import { contact, conversation, draft, message } from './schema.ts';
import { holding } from './search.ts';

/** Characters: enough of a body for its first words, and nearly always all of it. */
export const openingLength = 60_000;

export const opening = (body: SQL) => sql<string>`left(${body}, ${sql.raw(String(openingLength))})`;

/**
 * A place in the queue. Rows are saved, requested and called back while somebody reads on, so that they are ordered by what
 * never changes of a draft: when it began. What does change, whether a review was asked for, is told as of the first page.
 */
export interface QueuePosition extends Position {
  section: 'requested' | 'all' | 'others';
  /** When the first page was read. */
  asOf: string;
}

type QueuePage = PageRequest<QueuePosition>;

const recipient = {
  id: contact.id,
  name: contact.name,
  email: contact.email,
  phoneNumber: contact.phoneNumber,
};
const asOfOf = (page: QueuePage) => page.after?.asOf ?? new Date().toISOString();

/** Pending replies of one tab, newest first; those to review begin with those whose author asked for it. */
export async function listPending(db: Db, tab: PendingTab, wanted: Wanted, page: QueuePage) {
  const asOf = asOfOf(page);
  const found = await holding(db, wanted.organizationId, wanted.search);
  const rows: Awaited<ReturnType<typeof pendingRows>> = [];
  const sections = tab === 'review' ? (['requested', 'others'] as const) : (['all'] as const);
  for (const section of sections.slice(page.after?.section === 'others' ? 1 : 0)) {
    const from = page.after?.section === section ? page.after : null;
    const request = { limit: page.limit + 1 - rows.length, after: from };
    if (request.limit > 0) rows.push(...(await pendingRows(db, tab, section, wanted, found, request, asOf)));
  }
  return sliceOf<(typeof rows)[number], QueuePosition>(
    rows,
    page.limit,
    ({ draft: { createdAt, id }, section }) => ({
      at: createdAt,
      id,
      section,
      asOf,
    }),
  );
}

function inSection(section: QueuePosition['section'], asOf: string): SQL | undefined {
  const asked = sql`${draft.reviewSpans} @> ${asOf}::timestamptz`;
  if (section === 'all') return undefined;
  // Word for word the condition of the index, which holds few.
  const ever = sql`${draft.reviewSpans} <> '{}'::tstzmultirange`;
  return section === 'requested' ? sql`${ever} and ${asked}` : sql`not (${asked})`;
}

async function pendingRows(
  db: Db,
  tab: PendingTab,
  section: QueuePosition['section'],
  wanted: Wanted,
  found: SQL | undefined,
  request: PageRequest,
  asOf: string,
) {
  const rows = await db
    .select({
      draft: {
        id: draft.id,
        conversationId: draft.conversationId,
        subject: draft.subject,
        opening: opening(sql`${draft.bodyHtml}`),
        ccEmails: draft.ccEmails,
        bccEmails: draft.bccEmails,
        revision: draft.revision,
        authorKind: draft.authorKind,
        authorId: draft.authorId,
        authorName: draft.authorName,
        edited: draft.edited,
        failure: draft.failure,
        returned: draft.returned,
        reviewRequestedAt: draft.reviewRequestedAt,
        awaitingApproval: draft.awaitingApproval,
        releaseAt: draft.releaseAt,
        createdAt: draft.createdAt,
      },
      modality: conversation.modality,
      contact: recipient,
      unanswered: newestReceivedAfter(draft.conversationId, draft.answersUpTo),
    })
    .from(draft)
    .innerJoin(conversation, eq(conversation.id, draft.conversationId))
    .innerJoin(contact, eq(contact.id, conversation.contactId))
    .where(
      and(
        eq(draft.organizationId, wanted.organizationId),
        inTab[tab],
        inSection(section, asOf),
        wantedDrafts(wanted, asOf),
        found,
        after(request, draft.createdAt, draft.id),
      ),
    )
    .orderBy(newestFirst(draft.createdAt, draft.id))
    .limit(request.limit);
  return rows.map((row) => ({ ...row, section }));
}

/** Replies that went out, latest first. */
export async function listSent(db: Db, wanted: Wanted, page: QueuePage) {
  const asOf = asOfOf(page);
  const rows = await db
    .select({
      message: {
        id: message.id,
        responseId: sql<string>`${message.responseId}`,
        conversationId: message.conversationId,
        subject: message.subject,
        opening: opening(sql`${message.content}`),
        contentFormat: message.contentFormat,
        revision: message.revision,
        senderName: message.senderName,
        agentId: message.agentId,
        occurredAt: message.occurredAt,
      },
      modality: conversation.modality,
      contact: recipient,
    })
    .from(message)
    .innerJoin(conversation, eq(conversation.id, message.conversationId))
    .innerJoin(contact, eq(contact.id, conversation.contactId))
    .where(
      and(
        eq(message.organizationId, wanted.organizationId),
        isNotNull(message.responseId),
        wantedSent(wanted, asOf),
        await holding(db, wanted.organizationId, wanted.search),
        after(page, message.occurredAt, message.id),
      ),
    )
    .orderBy(newestFirst(message.occurredAt, message.id))
    .limit(page.limit + 1);
  const slice: Slice<(typeof rows)[number], QueuePosition> = sliceOf(
    rows,
    page.limit,
    ({ message: { occurredAt, id } }): QueuePosition => ({ at: occurredAt, id, section: 'all', asOf }),
  );
  return slice;
}
