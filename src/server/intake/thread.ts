import { and, arrayOverlaps, asc, eq, exists, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { isReplySubject, threadSubject } from '#mail/subject.ts';
import type { Db } from '../store/database.ts';
import { conversation, draft, draftRevision, event, message } from '../store/schema.ts';

export interface Threaded {
  messageId: string | null;
  references: string[];
  subject: string | null;
  occurredAt: string;
}

const subjectDays = 90;

/**
 * The conversations that a message belongs to, the one to join first; none: it begins one. Linked are those that hold
 * a message it refers to, one that refers to it (it was imported after its answers), or one that refers to the same
 * message; only when it refers to nothing, or nothing is found, the subject decides.
 *
 * The rows stay locked until the transaction ends.
 */
export async function linkedConversations(
  tx: Db,
  organizationId: string,
  contactId: string,
  mail: Threaded,
): Promise<{ id: string; atWork: boolean }[]> {
  const linked = await byReferences(tx, organizationId, mail);
  if (linked.length > 0) return linked;
  const same = await bySubject(tx, contactId, mail);
  if (same === undefined) return [];
  const locked = await tx
    .select({ id: conversation.id })
    .from(conversation)
    .where(eq(conversation.id, same))
    .for('update');
  return locked.map(({ id }) => ({ id, atWork: true }));
}

async function byReferences(tx: Db, organizationId: string, mail: Threaded) {
  const ids = mail.messageId ? [...mail.references, mail.messageId] : mail.references;
  if (ids.length === 0) return [];
  const found = await tx
    .selectDistinct({ id: message.conversationId })
    .from(message)
    .where(
      and(
        eq(message.organizationId, organizationId),
        eq(message.modality, 'email'),
        or(inArray(message.emailMessageId, ids), arrayOverlaps(message.references, ids)),
      ),
    );
  if (found.length === 0) return [];
  const rows = await tx
    .select({ id: conversation.id })
    .from(conversation)
    .where(
      inArray(
        conversation.id,
        found.map((row) => row.id),
      ),
    )
    .orderBy(asc(conversation.startAt), asc(conversation.id))
    .for('update');
  const busy = await atWork(
    tx,
    rows.map((row) => row.id),
  );
  return rows
    .map((row) => ({ id: row.id, atWork: busy.has(row.id) }))
    .sort((one, other) => Number(other.atWork) - Number(one.atWork));
}

/** Those of the conversations for which somebody wrote or sent a reply. */
async function atWork(tx: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length < 2) return new Set();
  const one = sql`1`;
  const rows = await tx
    .select({ id: conversation.id })
    .from(conversation)
    .where(
      and(
        inArray(conversation.id, ids),
        or(
          exists(tx.select({ one }).from(draft).where(eq(draft.conversationId, conversation.id))),
          exists(
            tx.select({ one }).from(draftRevision).where(eq(draftRevision.conversationId, conversation.id)),
          ),
          exists(
            tx
              .select({ one })
              .from(message)
              .where(and(eq(message.conversationId, conversation.id), isNotNull(message.responseId))),
          ),
        ),
      ),
    );
  return new Set(rows.map((row) => row.id));
}

/**
 * Same contact, same subject within 90 days, and one of the two is an answer that does not say to what. An answer that
 * does say so is never matched by subject: what its thread is would depend on which message came first.
 */
async function bySubject(tx: Db, contactId: string, mail: Threaded): Promise<string | undefined> {
  const subject = threadSubject(mail.subject ?? '');
  if (subject === '') return undefined;
  const answers = isReplySubject(mail.subject ?? '') && mail.references.length === 0;
  const distance = sql`abs(extract(epoch from ${message.occurredAt} - ${mail.occurredAt}::timestamptz))`;
  const near = await tx
    .select({ id: message.conversationId, subject: message.subject, references: message.references })
    .from(message)
    .innerJoin(conversation, eq(conversation.id, message.conversationId))
    .where(
      and(
        eq(conversation.contactId, contactId),
        eq(conversation.modality, 'email'),
        isNotNull(message.subject),
        sql`${distance} <= ${subjectDays * 24 * 60 * 60}`,
      ),
    )
    .orderBy(distance, message.id)
    .limit(1000);
  return near.find((other) => {
    if (other.subject === null || threadSubject(other.subject) !== subject) return false;
    return answers || (isReplySubject(other.subject) && other.references.length === 0);
  })?.id;
}

/** Makes several conversations that turned out to be one into one; events and messages move along. */
export async function joinConversations(tx: Db, id: string, others: string[]): Promise<void> {
  if (others.length === 0) return;
  await tx.update(message).set({ conversationId: id }).where(inArray(message.conversationId, others));
  await tx.update(event).set({ conversationId: id }).where(inArray(event.conversationId, others));
  const unread = await tx
    .delete(conversation)
    .where(inArray(conversation.id, others))
    .returning({ isRead: conversation.isRead });
  if (unread.some((other) => !other.isRead)) {
    await tx.update(conversation).set({ isRead: false }).where(eq(conversation.id, id));
  }
}
