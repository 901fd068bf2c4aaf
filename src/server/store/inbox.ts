import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { after, newestFirst, type PageRequest, sliceOf } from './keyset.ts';
import { opening } from './queue.ts';
import type { Wanted } from './queue-filters.ts';
import { contact, conversation, draft, message } from './schema.ts';
import { holding } from './search.ts';

/** All conversations with the latest message of each, newest activity first. */
export async function listInbox(
  db: Db,
  { organizationId, search, conversationIds }: Pick<Wanted, 'organizationId' | 'search' | 'conversationIds'>,
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
      failure: draft.failure,
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
        conversationIds && inArray(conversation.id, conversationIds),
        await holding(db, organizationId, search),
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
