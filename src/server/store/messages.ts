import { and, desc, eq, gt, inArray, isNotNull, sql } from 'drizzle-orm';
import { type MessageRow, messageColumns, withContentText } from './body-text.ts';
import type { Db } from './database.ts';
import { after, newestFirst, type PageRequest, sliceOf, within } from './keyset.ts';
import { attachment, message } from './schema.ts';

export type { MessageRow };
export type NewMessage = Omit<typeof message.$inferInsert, 'contentText'> & Pick<MessageRow, 'content'>;
export type AttachmentSummary = Omit<typeof attachment.$inferSelect, 'content' | 'organizationId'>;

/** Whether a mail is here already, as when a copy of it came back. */
export async function hasMail(db: Db, organizationId: string, emailMessageId: string): Promise<boolean> {
  const of = and(eq(message.organizationId, organizationId), eq(message.emailMessageId, emailMessageId));
  return (await db.select({ id: message.id }).from(message).where(of)).length > 0;
}

export async function insertMessage(db: Db, row: NewMessage): Promise<void> {
  await db.insert(message).values(withContentText(row));
}

export async function listMessages(
  db: Db,
  conversationId: string,
  span: { from: string | null; to: string | null },
  request: PageRequest,
) {
  const rows = await db
    .select(messageColumns)
    .from(message)
    .where(
      and(
        eq(message.conversationId, conversationId),
        within(message.occurredAt, span),
        after(request, message.occurredAt, message.id),
      ),
    )
    .orderBy(newestFirst(message.occurredAt, message.id))
    .limit(request.limit + 1);
  return sliceOf(rows, request.limit, (row) => ({ at: row.occurredAt, id: row.id }));
}

export async function findMessage(
  db: Db,
  conversationId: string,
  id: string,
): Promise<MessageRow | undefined> {
  const [row] = await db
    .select(messageColumns)
    .from(message)
    .where(and(eq(message.conversationId, conversationId), eq(message.id, id)));
  return row;
}

/** A reply that was sent as a message of a conversation: one by its id, else the last one; undefined: it was not. */
export async function findSentReply(db: Db, conversationId: string, responseId: string | undefined) {
  const same = responseId === undefined ? isNotNull(message.responseId) : eq(message.responseId, responseId);
  const [row] = await db
    .select({ responseId: message.responseId, revision: message.revision, at: message.occurredAt })
    .from(message)
    .where(and(eq(message.conversationId, conversationId), same))
    .orderBy(newestFirst(message.occurredAt, message.id))
    .limit(1);
  return row;
}

/** The message that a draft became. */
export async function findPromoted(
  db: Db,
  organizationId: string,
  of: { responseId: string } | { messageDraftId: string },
): Promise<{ id: string; conversationId: string } | undefined> {
  const same =
    'responseId' in of
      ? eq(message.responseId, of.responseId)
      : eq(message.messageDraftId, of.messageDraftId);
  const [row] = await db
    .select({ id: message.id, conversationId: message.conversationId })
    .from(message)
    .where(and(eq(message.organizationId, organizationId), same));
  return row;
}

/** The e-mail that a reply answers: the latest one received, else the latest one at all. */
export async function findAnswered(db: Db, conversationId: string) {
  const [row] = await db
    .select({ emailMessageId: message.emailMessageId, references: message.references })
    .from(message)
    .where(and(eq(message.conversationId, conversationId), isNotNull(message.emailMessageId)))
    .orderBy(sql`${message.direction} = 'received' desc`, desc(message.occurredAt), desc(message.id))
    .limit(1);
  return row;
}

/**
 * Whether something from the customer arrived after `since`. Arrival counts, not the mail's own date: what was written
 * before the reply but came after it, its author has not seen either.
 */
export const receivedAfter = (conversationId: unknown, since: unknown) =>
  sql<boolean>`exists (select 1 from ${message} where ${message.conversationId} = ${conversationId}
    and ${message.direction} = 'received' and ${message.createdAt} > ${since})`;

/** The last of those to arrive, by its id: whoever read it has read them all. */
export const newestReceivedAfter = (conversationId: unknown, since: unknown) =>
  sql<string | null>`(select ${message.id} from ${message} where ${message.conversationId} = ${conversationId}
    and ${message.direction} = 'received' and ${message.createdAt} > ${since}
    order by ${message.createdAt} desc, ${message.id} desc limit 1)`;

/** The customer's last message to arrive after `since`; null: none did. */
export async function newestReceived(db: Db, conversationId: string, since: string): Promise<string | null> {
  const [row] = await db
    .select({ id: message.id })
    .from(message)
    .where(
      and(
        eq(message.conversationId, conversationId),
        eq(message.direction, 'received'),
        gt(message.createdAt, since),
      ),
    )
    .orderBy(newestFirst(message.createdAt, message.id))
    .limit(1);
  return row?.id ?? null;
}

export const countMessages = (conversationId: unknown) =>
  sql<number>`(select count(*)::int from ${message} where ${message.conversationId} = ${conversationId})`;

export async function listAttachments(db: Db, messageIds: string[]): Promise<AttachmentSummary[]> {
  if (messageIds.length === 0) return [];
  return db
    .select({
      id: attachment.id,
      messageId: attachment.messageId,
      filename: attachment.filename,
      contentType: attachment.contentType,
      size: attachment.size,
      contentId: attachment.contentId,
    })
    .from(attachment)
    .where(inArray(attachment.messageId, messageIds))
    .orderBy(attachment.messageId, attachment.filename, attachment.id);
}

export async function findAttachment(db: Db, organizationId: string, id: string) {
  const [row] = await db
    .select()
    .from(attachment)
    .where(and(eq(attachment.organizationId, organizationId), eq(attachment.id, id)));
  return row;
}

/** Names and addresses that took part in a conversation, latest first. */
export async function listParticipants(db: Db, conversationId: string, limit: number) {
  return db
    .select({
      senderName: message.senderName,
      senderEmail: message.senderEmail,
      toEmails: message.toEmails,
      ccEmails: message.ccEmails,
    })
    .from(message)
    .where(eq(message.conversationId, conversationId))
    .orderBy(desc(message.occurredAt))
    .limit(limit);
}

/**
 * The mailboxes that wrote or got one of the latest messages of each conversation, each once.
 * @param limit messages that are looked at of one conversation.
 */
export async function listMailboxes(
  db: Db,
  conversationIds: readonly string[],
  limit: number,
): Promise<{ conversationId: string; mailbox: string }[]> {
  if (conversationIds.length === 0) return [];
  const latest = db
    .select({ senderEmail: message.senderEmail, toEmails: message.toEmails, ccEmails: message.ccEmails })
    .from(message)
    .where(sql`${message.conversationId} = asked.conversation`)
    .orderBy(desc(message.occurredAt))
    .limit(limit)
    .as('latest');
  return db
    .selectDistinct({ conversationId: sql<string>`asked.conversation`, mailbox: sql<string>`mailbox` })
    .from(sql`unnest(${sql.param([...conversationIds])}::text[]) as asked (conversation)`)
    .crossJoinLateral(latest)
    .crossJoinLateral(
      sql`unnest(array_append(${latest.toEmails} || ${latest.ccEmails}, ${latest.senderEmail})) as mailbox`,
    )
    .where(sql`mailbox is not null`);
}
