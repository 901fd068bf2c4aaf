import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { withContentText } from '../store/body-text.ts';
import { findContactBy, insertContact } from '../store/contacts.ts';
import { insertConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { recordEvent, theDesk } from '../store/events.ts';
import { newId } from '../store/new-id.ts';
import { attachment, contact, conversation, message, organization, user } from '../store/schema.ts';
import { instantOf } from './mail-headers.ts';
import type { Mailbox, ParsedMail } from './parse-message.ts';
import { joinConversations, linkedConversations } from './thread.ts';

/** Whose mail it is: the addresses that are the organisation's own, each with its person, if it is one's. */
export interface Recipient {
  organizationId: string;
  /** By address in lower case. */
  ownAddresses: ReadonlyMap<string, string | null>;
}

/** Who mail without a usable address of the other side is with. */
export const unknownContact = 'Unknown contact';

export async function recipientOf(db: Db, organizationId: string): Promise<Recipient> {
  const [own] = await db.select().from(organization).where(eq(organization.id, organizationId));
  if (!own) throw new Error(`There is no organisation ${organizationId}`);
  const people = await db.select().from(user).where(eq(user.organizationId, organizationId));
  return {
    organizationId,
    ownAddresses: new Map([
      [own.sendingAddress.toLowerCase(), null],
      ...people.map((person) => [person.email.toLowerCase(), person.id] as const),
    ]),
  };
}

/** An address that says itself that answers to it are lost, as senders of notifications have it. */
const isReadByNobody = (mailbox: Mailbox | null) =>
  /^(?:no|do[_-]?not|nicht|ne[_-]?pas)[._-]?(?:reply|respon[ds]|answer|antwort|repondre)/i.test(
    mailbox?.email ?? '',
  );

export interface Stored {
  conversationId: string;
  /** Conversations that the message showed to be the same one, and which are part of it now. */
  joined: string[];
}

/** Adds one message in one transaction; null: the store has it already. */
export async function storeMail(db: Db, recipient: Recipient, mail: ParsedMail): Promise<Stored | null> {
  try {
    return await db.transaction((tx) => storeIn(tx, recipient, mail));
  } catch (error) {
    if (error instanceof AlreadyStored) return null;
    throw error;
  }
}

/** Rolls everything back: what was found missing a moment ago has been stored by somebody else. */
class AlreadyStored extends Error {}

async function storeIn(tx: Db, recipient: Recipient, mail: ParsedMail): Promise<Stored> {
  const { organizationId, ownAddresses } = recipient;
  // One import at a time for an organisation, or two answers to one message would begin two conversations.
  await tx
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.id, organizationId))
    .for('no key update');
  const identity = await identityOf(tx, organizationId, mail);
  if (!identity) throw new AlreadyStored();

  const isOurs = (mailbox: Mailbox | null) =>
    mailbox !== null && ownAddresses.has(mailbox.email.toLowerCase());
  const recipients = [...mail.to, ...mail.cc, ...mail.bcc];
  const outside = recipients.find((mailbox) => !isOurs(mailbox));
  const answerTo = mail.replyTo.find((mailbox) => !isOurs(mailbox));
  // A form of one's own site writes to the desk in the desk's name, and says in Reply-To who filled it in.
  const sent = isOurs(mail.from) && (outside !== undefined || answerTo === undefined);
  const theirs = isOurs(mail.from) || isReadByNobody(mail.from) ? (answerTo ?? mail.from) : mail.from;
  const other = sent ? (outside ?? recipients[0] ?? null) : theirs;
  const contactId = await contactOf(tx, organizationId, other);
  const occurredAt = mail.sentAt ?? instantOf(Date.now());

  const linked = await linkedConversations(tx, organizationId, contactId, {
    ...mail,
    ...identity,
    occurredAt,
  });
  const conversationId = linked[0]?.id ?? newId('cnv');
  const joined = linked.slice(1).flatMap((conversation) => (conversation.atWork ? [] : [conversation.id]));
  if (linked.length === 0) {
    await insertConversation(tx, {
      id: conversationId,
      organizationId,
      contactId,
      modality: 'email',
      subject: mail.subject,
      isRead: sent,
      startAt: occurredAt,
      lastActivityAt: occurredAt,
    });
  }
  await joinConversations(tx, conversationId, joined);

  const messageId = newId('msg');
  const inserted = await tx
    .insert(message)
    .values({
      id: messageId,
      organizationId,
      conversationId,
      agentId: (sent && mail.from && ownAddresses.get(mail.from.email.toLowerCase())) || null,
      modality: 'email',
      direction: sent ? 'sent' : 'received',
      senderName: mail.from?.name ?? null,
      senderEmail: mail.from?.email ?? null,
      subject: mail.subject,
      ...withContentText({ content: mail.content, contentFormat: mail.contentFormat }),
      toEmails: mail.to.map(({ email }) => email),
      ccEmails: mail.cc.map(({ email }) => email),
      bccEmails: mail.bcc.map(({ email }) => email),
      emailMessageId: identity.messageId,
      references: mail.references,
      sourceHash: identity.sourceHash,
      sentAt: mail.sentAt,
      occurredAt,
      // Now, under the lock, and not when the transaction began: an approval that came in between did not see it.
      createdAt: sql`clock_timestamp()`,
    })
    .onConflictDoNothing()
    .returning({ id: message.id });
  if (inserted.length === 0) throw new AlreadyStored();
  for (const { content, ...part } of mail.attachments) {
    await tx.insert(attachment).values({
      ...part,
      id: newId('att'),
      organizationId,
      messageId,
      size: content.byteLength,
      // PGlite takes many times longer for the same bytes as a bytea parameter.
      content,
    });
  }
  if (linked.length > 0) await placeInTime(tx, conversationId, sent);
  await recordEvent(tx, theDesk, {
    kind: sent ? 'message_sent' : 'message_received',
    organizationId,
    conversationId,
    data: { message_id: messageId, source: 'import' },
  });
  return { conversationId, joined };
}

/**
 * What the message is recognised by when it is imported again; null: it is there. That is its Message-ID, unless another
 * message has the same: programs that send web forms are known to use one for all. A copy of one message that came on
 * another way has the same sender and Date.
 */
async function identityOf(tx: Db, organizationId: string, mail: ParsedMail) {
  const { messageId, sourceHash } = mail;
  const known = await tx
    .select({
      bySource: sql<boolean>`coalesce(${message.sourceHash} = ${sourceHash}, false)`,
      byDesk: sql<boolean>`(${message.responseId} is not null or ${message.messageDraftId} is not null)`,
      alike: sql<boolean>`(lower(${message.senderEmail}) is not distinct from lower(${mail.from?.email ?? null}::text)
        and ${message.sentAt} is not distinct from ${mail.sentAt}::timestamptz)`,
    })
    .from(message)
    .where(
      and(
        eq(message.organizationId, organizationId),
        or(eq(message.sourceHash, sourceHash), messageId ? eq(message.emailMessageId, messageId) : undefined),
      ),
    );
  if (known.some((other) => other.bySource || other.byDesk || other.alike)) return null;
  return messageId && known.length === 0 ? { messageId, sourceHash: null } : { messageId: null, sourceHash };
}

async function contactOf(tx: Db, organizationId: string, mailbox: Mailbox | null): Promise<string> {
  if (!mailbox) {
    const [unknown] = await tx
      .select({ id: contact.id })
      .from(contact)
      .where(
        and(
          eq(contact.organizationId, organizationId),
          eq(contact.name, unknownContact),
          isNull(contact.email),
          isNull(contact.phoneNumber),
        ),
      )
      .limit(1);
    return (unknown ?? (await insertContact(tx, { id: newId('cnt'), organizationId, name: unknownContact })))
      .id;
  }
  const known = await findContactBy(tx, organizationId, { email: mailbox.email });
  if (!known) return (await insertContact(tx, { id: newId('cnt'), organizationId, ...mailbox })).id;
  if (!known.name && mailbox.name) {
    await tx.update(contact).set({ name: mailbox.name }).where(eq(contact.id, known.id));
  }
  return known.id;
}

/** A conversation begins, and is named, with its first message, whichever was imported first. */
async function placeInTime(tx: Db, conversationId: string, sent: boolean): Promise<void> {
  const ofConversation = sql`from ${message} where ${message.conversationId} = ${conversationId}`;
  await tx
    .update(conversation)
    .set({
      startAt: sql`least(${conversation.startAt}, (select min(${message.occurredAt}) ${ofConversation}))`,
      lastActivityAt: sql`greatest(${conversation.lastActivityAt}, (select max(${message.occurredAt}) ${ofConversation}))`,
      subject: sql`coalesce((select ${message.subject} ${ofConversation} order by ${message.occurredAt}, ${message.id} limit 1), ${conversation.subject})`,
      ...(sent ? {} : { isRead: false }),
    })
    .where(eq(conversation.id, conversationId));
}
