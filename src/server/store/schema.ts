import { type SQL, sql } from 'drizzle-orm';
import {
  bigint,
  bigserial,
  boolean,
  customType,
  doublePrecision,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import type { CheckLevel, CheckName } from '#contract/desk/checks.ts';
import type { ApprovalPolicy } from '#contract/desk/policy.ts';
import type { Approval, Returned } from './decided.ts';
import type { Departed } from './departed.ts';
import { draftWords, messageWords } from './words.ts';

/** An instant with microseconds, as PostgreSQL writes it; `Date` would cut it to milliseconds. */
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'string', precision: 6 });
const now = sql`now()`;
const addresses = (name: string) => text(name).array().notNull().default(sql`'{}'::text[]`);
const bytes = customType<{ data: Uint8Array; driverData: SQL | Uint8Array }>({
  dataType: () => 'bytea',
  // PGlite reads a base64 text 15 times as fast as a bytea parameter (measured with 10 MB).
  toDriver: (value) => sql`decode(${Buffer.from(value).toString('base64')}, 'base64')`,
});

const spans = customType<{ data: string }>({ dataType: () => 'tstzmultirange' });

export const organization = pgTable('organization', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** The address that replies come from. */
  sendingAddress: text('sending_address').notNull(),
  /** The number that text messages come from; null: no text channel. */
  sendingNumber: text('sending_number'),
  /** Whose replies a manager approves before they go out, by channel (`src/contract/desk/policy.ts`). */
  approvalPolicy: jsonb('approval_policy')
    .$type<ApprovalPolicy>()
    .notNull()
    .default({ reps: { email: false, text: false }, keys: { email: false, text: false } }),
  /** What this organisation wants of each check where that is not the default. */
  checkLevels: jsonb('check_levels').$type<Partial<Record<CheckName, CheckLevel>>>().notNull().default({}),
  createdAt: instant('created_at').notNull().default(now),
});

/** People; the first columns are those that better-auth expects. */
export const user = pgTable(
  'user',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    email: text('email').notNull().unique(),
    emailVerified: boolean('email_verified').notNull().default(false),
    image: text('image'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organization.id),
    role: text('role', { enum: ['rep', 'manager', 'admin'] }).notNull(),
    /** The last event that this person has been told of; what came later is unread. */
    toldUpTo: bigint('told_up_to', { mode: 'number' }).notNull().default(0),
  },
  (table) => [index('user_organization').on(table.organizationId, table.createdAt, table.id)],
);

export const session = pgTable(
  'session',
  {
    id: text('id').primaryKey(),
    expiresAt: timestamp('expires_at').notNull(),
    token: text('token').notNull().unique(),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
  },
  (table) => [index('session_user').on(table.userId)],
);

/**
 * Attempts to sign in that failed, or are being made, since a time that ends by itself; what for is a hash, so that the
 * addresses of strangers are kept nowhere.
 */
export const signInAttempt = pgTable(
  'sign_in_attempt',
  {
    key: text('key').primaryKey(),
    count: integer('count').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (table) => [index('sign_in_attempt_end').on(table.endsAt)],
);

export const account = pgTable(
  'account',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => user.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: timestamp('access_token_expires_at'),
    refreshTokenExpiresAt: timestamp('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    updatedAt: timestamp('updated_at').notNull().defaultNow(),
  },
  (table) => [index('account_user').on(table.userId)],
);

export const verification = pgTable('verification', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: timestamp('expires_at').notNull(),
  createdAt: timestamp('created_at').notNull().defaultNow(),
  updatedAt: timestamp('updated_at').notNull().defaultNow(),
});

export const apiKey = pgTable('api_key', {
  id: text('id').primaryKey(),
  organizationId: text('organization_id')
    .notNull()
    .references(() => organization.id),
  name: text('name').notNull(),
  /** SHA-256 of the key in hexadecimal; the key itself is kept nowhere. */
  hash: text('hash').notNull().unique(),
  active: boolean('active').notNull().default(true),
  /** Replies of this program go out without approval, whatever the policy demands of others. */
  trustedToSend: boolean('trusted_to_send').notNull().default(false),
  expiresAt: instant('expires_at'),
  createdAt: instant('created_at').notNull().default(now),
});

export const contact = pgTable(
  'contact',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organization.id),
    name: text('name'),
    email: text('email'),
    phoneNumber: text('phone_number'),
    companyId: text('company_id'),
    companyName: text('company_name'),
    companyRole: text('company_role'),
    customFields: jsonb('custom_fields').$type<Record<string, unknown>>().notNull().default({}),
    createdAt: instant('created_at').notNull().default(now),
  },
  (table) => [
    index('contact_newest').on(table.organizationId, table.createdAt, table.id),
    index('contact_email').on(table.organizationId, sql`lower(${table.email})`),
    index('contact_phone').on(table.organizationId, table.phoneNumber),
    index('contact_domain').on(table.organizationId, sql`split_part(lower(${table.email}), '@', 2)`),
  ],
);

export const conversation = pgTable(
  'conversation',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organization.id),
    contactId: text('contact_id')
      .notNull()
      .references(() => contact.id),
    /** The rep who looks after it. */
    agentId: text('agent_id').references(() => user.id),
    /** How a reply goes out. */
    modality: text('modality', { enum: ['email', 'text'] }).notNull(),
    subject: text('subject'),
    folder: text('folder').notNull().default('inbox'),
    isRead: boolean('is_read').notNull().default(false),
    startAt: instant('start_at').notNull(),
    lastActivityAt: instant('last_activity_at').notNull(),
  },
  (table) => [
    index('conversation_activity').on(table.organizationId, table.lastActivityAt, table.id),
    index('conversation_contact').on(table.contactId, table.lastActivityAt, table.id),
    index('conversation_agent').on(table.agentId, table.lastActivityAt, table.id),
  ],
);

export const message = pgTable(
  'message',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organization.id),
    conversationId: text('conversation_id')
      .notNull()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    agentId: text('agent_id').references(() => user.id),
    modality: text('modality', { enum: ['email', 'text', 'call', 'live chat', 'form request'] }).notNull(),
    direction: text('direction', { enum: ['sent', 'received'] }).notNull(),
    senderName: text('sender_name'),
    senderEmail: text('sender_email'),
    subject: text('subject'),
    /** As it came; hostile until `src/mail` sanitised it. */
    content: text('content').notNull().default(''),
    contentFormat: text('content_format', { enum: ['html', 'text'] }).notNull(),
    /** The words of an HTML content, for the search alone (`body-text.ts`). */
    contentText: text('content_text'),
    toEmails: addresses('to_emails'),
    ccEmails: addresses('cc_emails'),
    bccEmails: addresses('bcc_emails'),
    /** Those of them that the mail server refused while it took the mail for the others. */
    refusedEmails: addresses('refused_emails'),
    callTranscript: text('call_transcript'),
    /** Seconds. */
    callDuration: doublePrecision('call_duration'),
    formRequestBody: text('form_request_body'),
    /** Message-ID with its angle brackets (RFC 5322, 3.6.4). */
    emailMessageId: text('email_message_id'),
    /** References and In-Reply-To of the message, oldest first, with angle brackets. */
    references: text('references').array().notNull().default(sql`'{}'::text[]`),
    /** SHA-256 of the source, for mail without a usable Message-ID: what importing twice is recognised by. */
    sourceHash: text('source_hash'),
    /** The draft that this message was; and the revision of it that went out. */
    responseId: text('response_id').unique(),
    messageDraftId: text('message_draft_id').unique(),
    revision: text('revision'),
    /** The revision that was approved, by whom and when, where somebody did. */
    approval: jsonb('approval').$type<Approval>(),
    sentAt: instant('sent_at'),
    draftedAt: instant('drafted_at'),
    /** When it took its place in the conversation: `sent_at`, else `drafted_at`, else its arrival. */
    occurredAt: instant('occurred_at').notNull(),
    createdAt: instant('created_at').notNull().default(now),
  },
  (table) => [
    index('message_arrival').on(table.conversationId, table.createdAt),
    index('message_history').on(table.conversationId, table.occurredAt, table.id),
    uniqueIndex('message_email_id').on(table.organizationId, table.emailMessageId),
    uniqueIndex('message_source').on(table.organizationId, table.sourceHash),
    index('message_references').using('gin', table.references),
    index('message_sent')
      .on(table.organizationId, table.occurredAt, table.id)
      .where(sql`${table.responseId} is not null`),
    index('message_words').using('gin', messageWords(table)),
  ],
);

export const attachment = pgTable(
  'attachment',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organization.id),
    messageId: text('message_id')
      .notNull()
      .references(() => message.id, { onDelete: 'cascade' }),
    filename: text('filename').notNull(),
    contentType: text('content_type').notNull(),
    size: integer('size').notNull(),
    contentId: text('content_id'),
    content: bytes('content').notNull(),
  },
  (table) => [index('attachment_message').on(table.messageId)],
);

/**
 * Pictures that people put into replies. The id is made of the bytes (SHA-256), so that a body that names it names just
 * these bytes, and its revision covers them.
 */
export const inlineImage = pgTable(
  'inline_image',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organization.id),
    /** As in `cid:` addresses, without angle brackets. */
    contentId: text('content_id').notNull(),
    contentType: text('content_type').notNull(),
    size: integer('size').notNull(),
    content: bytes('content').notNull(),
    createdAt: instant('created_at').notNull().default(now),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.contentId] })],
);

/** What is put under replies: one of the organisation's, and one of each person who wants another. */
export const signature = pgTable(
  'signature',
  {
    organizationId: text('organization_id')
      .notNull()
      .references(() => organization.id),
    /** A person's id, or the organisation's own. */
    ownerId: text('owner_id').notNull(),
    html: text('html').notNull(),
    updatedAt: instant('updated_at').notNull().default(now),
  },
  (table) => [primaryKey({ columns: [table.organizationId, table.ownerId] })],
);

/** The pending reply: at most one row per conversation. Its life is told in `../drafts/life.ts`. */
export const draft = pgTable(
  'draft',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organization.id),
    conversationId: text('conversation_id')
      .notNull()
      .unique()
      .references(() => conversation.id, { onDelete: 'cascade' }),
    status: text('status', { enum: ['saved', 'queued', 'sending'] }).notNull(),
    /** Queued, and nothing goes out before a manager approves. */
    awaitingApproval: boolean('awaiting_approval').notNull().default(false),
    bodyHtml: text('body_html').notNull(),
    /** The words of the body, for the search alone (`body-text.ts`). */
    bodyText: text('body_text'),
    subject: text('subject'),
    ccEmails: addresses('cc_emails'),
    bccEmails: addresses('bcc_emails'),
    /** Fingerprint of what would be sent (`src/server/drafts/revision-of.ts`). */
    revision: text('revision').notNull(),
    authorKind: text('author_kind', { enum: ['person', 'key'] }).notNull(),
    authorId: text('author_id').notNull(),
    authorName: text('author_name').notNull(),
    /** A person changed what an API key had written. */
    edited: boolean('edited').notNull().default(false),
    /** When its author first asked for a review, until one took place. */
    reviewRequestedAt: instant('review_requested_at'),
    /** When it was asked for and not yet reviewed; the database itself writes it down, from `review_requested_at`. */
    reviewSpans: spans('review_spans').notNull().default(sql`'{}'::tstzmultirange`),
    /** Who let it go; null while it is saved. */
    submittedBy: text('submitted_by'),
    approval: jsonb('approval').$type<Approval>(),
    /** The last time a manager gave it back. */
    returned: jsonb('returned').$type<Returned>(),
    /** What the customer wrote until then is answered by this reply, or was read by whoever confirmed it. */
    answersUpTo: instant('answers_up_to').notNull().default(now),
    scheduledSendAt: instant('scheduled_send_at'),
    /** End of the undo window: delivery may not begin before. */
    releaseAt: instant('release_at'),
    /** Names one queueing: a delivery job that carries another one is stale and does nothing. */
    deliveryId: uuid('delivery_id'),
    sendingSince: instant('sending_since'),
    /** Set between the transport's yes and the promotion. */
    departed: jsonb('departed').$type<Departed>(),
    failure: text('failure'),
    createdAt: instant('created_at').notNull().default(now),
    updatedAt: instant('updated_at').notNull().default(now),
  },
  (table) => [
    index('draft_review')
      .on(table.organizationId, table.createdAt, table.id)
      .where(sql`${table.status} = 'saved' and ${table.failure} is null`),
    index('draft_review_requested')
      .on(table.organizationId, table.createdAt, table.id)
      .where(
        sql`${table.status} = 'saved' and ${table.failure} is null and ${table.reviewSpans} <> '{}'::tstzmultirange`,
      ),
    index('draft_failed')
      .on(table.organizationId, table.createdAt, table.id)
      .where(sql`${table.status} = 'saved' and ${table.failure} is not null`),
    index('draft_approval')
      .on(table.organizationId, table.createdAt, table.id)
      .where(sql`${table.status} = 'queued' and ${table.awaitingApproval}`),
    index('draft_scheduled')
      .on(table.organizationId, table.createdAt, table.id)
      .where(sql`${table.status} <> 'saved' and not ${table.awaitingApproval}`),
    index('draft_words').using('gin', draftWords(table)),
  ],
);

/** Every content that a draft ever had. */
export const draftRevision = pgTable(
  'draft_revision',
  {
    draftId: text('draft_id').notNull(),
    revision: text('revision').notNull(),
    organizationId: text('organization_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    bodyHtml: text('body_html').notNull(),
    subject: text('subject'),
    recipient: text('recipient'),
    ccEmails: addresses('cc_emails'),
    bccEmails: addresses('bcc_emails'),
    authorKind: text('author_kind', { enum: ['person', 'key'] }).notNull(),
    authorId: text('author_id').notNull(),
    authorName: text('author_name').notNull(),
    createdAt: instant('created_at').notNull().default(now),
  },
  (table) => [
    primaryKey({ columns: [table.draftId, table.revision] }),
    index('draft_revision_conversation').on(table.conversationId, table.createdAt),
    foreignKey({ columns: [table.conversationId], foreignColumns: [conversation.id] }).onDelete('cascade'),
  ],
);

/** A first message to somebody, which has no conversation yet. */
export const messageDraft = pgTable(
  'message_draft',
  {
    id: text('id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organization.id),
    modality: text('modality', { enum: ['email', 'text'] }).notNull(),
    status: text('status', { enum: ['saved', 'queued', 'sending'] }).notNull(),
    subject: text('subject'),
    bodyHtml: text('body_html'),
    toUserName: text('to_user_name'),
    toEmail: text('to_email'),
    toPhoneNumber: text('to_phone_number'),
    ccEmails: addresses('cc_emails'),
    bccEmails: addresses('bcc_emails'),
    folder: text('folder'),
    authorKind: text('author_kind', { enum: ['person', 'key'] }).notNull(),
    authorId: text('author_id').notNull(),
    authorName: text('author_name').notNull(),
    scheduledSendAt: instant('scheduled_send_at'),
    releaseAt: instant('release_at'),
    deliveryId: uuid('delivery_id'),
    sendingSince: instant('sending_since'),
    /** Set between the transport's yes and the promotion. */
    departed: jsonb('departed').$type<Departed>(),
    failure: text('failure'),
    createdAt: instant('created_at').notNull().default(now),
  },
  (table) => [index('message_draft_newest').on(table.organizationId, table.createdAt, table.id)],
);

/** Everything that ever happened to a conversation or draft, appended in the transaction that made it happen. */
export const event = pgTable(
  'event',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    organizationId: text('organization_id').notNull(),
    conversationId: text('conversation_id'),
    responseId: text('response_id'),
    kind: text('kind').notNull(),
    actorKind: text('actor_kind', { enum: ['person', 'key', 'desk'] }).notNull(),
    actorId: text('actor_id'),
    actorName: text('actor_name'),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    /** Whom it is news for: `managers`, or a person's id; null: nobody in particular. */
    notifies: text('notifies'),
    createdAt: instant('created_at').notNull().default(now),
    /** The transaction that made it happen, and the oldest one that had not ended by then (`live-events.ts`). */
    transaction: bigint('transaction', { mode: 'number' })
      .notNull()
      .default(sql`pg_current_xact_id()::text::bigint`),
    horizon: bigint('horizon', { mode: 'number' })
      .notNull()
      .default(sql`pg_snapshot_xmin(pg_current_snapshot())::text::bigint`),
  },
  (table) => [
    index('event_organization').on(table.organizationId, table.id),
    index('event_transaction').on(table.organizationId, table.transaction),
    index('event_conversation').on(table.conversationId, table.id),
    index('event_news')
      .on(table.organizationId, table.notifies, table.id)
      .where(sql`${table.notifies} is not null`),
  ],
);

/** Who looks at a conversation, or writes in it, right now; a row that is not renewed is stale. */
export const presence = pgTable(
  'presence',
  {
    /** One open page of the desk. */
    clientId: text('client_id').primaryKey(),
    organizationId: text('organization_id').notNull(),
    conversationId: text('conversation_id').notNull(),
    personId: text('person_id').notNull(),
    personName: text('person_name').notNull(),
    activity: text('activity', { enum: ['viewing', 'editing'] }).notNull(),
    seenAt: instant('seen_at').notNull().default(now),
  },
  (table) => [index('presence_conversation').on(table.conversationId)],
);

/** The first answer to each `Idempotency-Key`, for a retry of the request. */
export const idempotency = pgTable(
  'idempotency',
  {
    /** Whose key: one caller's keys mean nothing to another. */
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of address and body: the same key with another request is an error. */
    requestHash: text('request_hash').notNull(),
    /** As it was sent, to the byte: hence not `jsonb`, which would sort its keys. */
    answer: json('answer').$type<{ status: number; body: unknown; headers: Record<string, string> }>(),
    createdAt: instant('created_at').notNull().default(now),
  },
  (table) => [
    primaryKey({ columns: [table.caller, table.key] }),
    index('idempotency_age').on(table.createdAt),
  ],
);
