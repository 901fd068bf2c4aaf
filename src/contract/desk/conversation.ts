import { z } from 'zod';
import { contact } from '../contacts.ts';
import { endpoint } from '../endpoint.ts';
import { identifier, text, timestamp } from '../identifier.ts';
import { modality } from '../modality.ts';
import { pageOf, pageQuery } from '../page.ts';
import { draftStatus } from '../response-drafts.ts';
import { author } from './queue.ts';

const conversationPath = z.object({ conversation_id: identifier });
const tag = 'Desk: conversation';

/** Who wrote something, and whether that is who asks. */
export const writer = author.extend({ is_caller: z.boolean() });
export type Writer = z.infer<typeof writer>;

/** The pending reply with what the contract's draft does not say: state, revision, author, reason of a failure. */
export const deskReply = z.object({
  response_id: identifier,
  status: draftStatus,
  /** Queued, but waiting for a manager's approval: no delivery is scheduled. */
  awaiting_approval: z.boolean(),
  revision: z
    .string()
    .meta({ description: 'SHA-256 of what would be sent, in hexadecimal; the ETag without quotes.' }),
  body_html: z.string(),
  cc_emails: z.array(z.string()),
  bcc_emails: z.array(z.string()),
  scheduled_send_at: timestamp.nullable(),
  release_at: timestamp
    .nullable()
    .meta({ description: 'When delivery may begin: the end of the undo window.' }),
  failure: z.string().nullable().meta({ description: 'Why the last attempt to send it failed.' }),
  author: writer.nullable(),
  /** Who saved what it says now. */
  saved_by: writer.nullable(),
  created_at: timestamp,
  updated_at: timestamp,
  customer_wrote_since: z.boolean(),
  /** The newest message that this reply does not answer. */
  unanswered_message_id: identifier.nullable(),
  edited: z.boolean().meta({ description: 'Somebody other than its author changed it.' }),
  review_requested: z.boolean(),
  /** The last time a manager gave it back. */
  returned: z
    .object({
      revision: z.string(),
      note: z.string(),
      passage: z.string().nullable(),
      by: z.string(),
      at: timestamp,
    })
    .nullable(),
  approval: z
    .object({ revision: z.string(), by: z.string(), at: timestamp, is_caller: z.boolean() })
    .nullable(),
  /** Whether the caller may approve it: a manager, and not one who let it go. */
  may_approve: z.boolean(),
});
export type DeskReply = z.infer<typeof deskReply>;

export const deskConversation = z.object({
  conversation_id: identifier,
  contact: contact
    .pick({ contact_id: true, name: true, email: true, phone_number: true, company_role: true })
    .extend({
      company_name: z.string().nullable(),
    }),
  subject: z.string().nullable(),
  /** How a reply goes out. */
  reply_modality: z.enum(['email', 'text']),
  /** Under which name, address and subject a reply leaves: as it is queued, else as the caller would send it. */
  reply_heading: z
    .object({ from_name: z.string(), from_email: z.string(), subject: z.string() })
    .nullable()
    .meta({ description: 'What a reply by e-mail leaves with; null where it leaves as a text message.' }),
  start_at: timestamp,
  last_activity_at: timestamp,
  message_count: z.number().int(),
  approval_needed: z
    .boolean()
    .meta({ description: 'Whether what the caller sends here waits for a manager first.' }),
  reply: deskReply.nullable(),
  own_decision_id: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'By which the caller can undo having let the pending reply go.' }),
});
export type DeskConversation = z.infer<typeof deskConversation>;

export const attachment = z.object({
  attachment_id: identifier,
  filename: z.string(),
  content_type: z.string(),
  size: z.number().int().meta({ description: 'Bytes.' }),
  content_id: z.string().nullable().meta({ description: 'What `cid:` links of the body name it by.' }),
});
export type Attachment = z.infer<typeof attachment>;

export const deskMessage = z.object({
  message_id: identifier,
  conversation_id: identifier,
  modality,
  message_direction: z.enum(['sent', 'received']),
  sender_name: z.string().nullable(),
  sender_email: z.string().nullable(),
  subject: z.string().nullable(),
  content: z.string(),
  content_format: z.enum(['html', 'text']),
  to_emails: z.array(z.string()),
  cc_emails: z.array(z.string()),
  bcc_emails: z.array(z.string()),
  refused_emails: z
    .array(z.string())
    .meta({ description: 'Whom the mail server refused, while the others got it.' }),
  call_duration: z.number().nullable().meta({ description: 'Seconds.' }),
  attachments: z.array(attachment),
  at: timestamp,
  arrived_at: timestamp.meta({ description: 'When the desk got it, whatever date it bears.' }),
  /** The draft that this message was, where it went out through the desk. */
  response_id: identifier.nullable(),
  revision: z.string().nullable(),
  /** The revision that a manager approved; the same as `revision`, or it would not have left. */
  approval: z.object({ revision: z.string(), by: z.string(), at: timestamp }).nullable(),
});
export type DeskMessage = z.infer<typeof deskMessage>;

export const getDeskConversation = endpoint({
  method: 'GET',
  path: '/desk/conversations/{conversation_id}',
  summary: 'A conversation with its contact and its pending reply',
  tag,
  params: conversationPath,
  status: 200,
  answer: deskConversation,
});

export const listDeskMessages = endpoint({
  method: 'GET',
  path: '/desk/conversations/{conversation_id}/messages',
  summary: 'The history of a conversation, newest first',
  tag,
  params: conversationPath,
  query: pageQuery,
  status: 200,
  answer: pageOf(deskMessage),
});

export const recallReply = endpoint({
  method: 'POST',
  path: '/desk/conversations/{conversation_id}/reply/recall',
  summary: 'Take a queued reply out of the queue, back to saved; 409 once sending has begun',
  tag,
  params: conversationPath,
  headers: z.object({ 'if-match': text.max(4096).optional() }),
  status: 200,
  answer: deskReply,
});

export const suggestRecipients = endpoint({
  method: 'GET',
  path: '/desk/conversations/{conversation_id}/recipients',
  summary: 'People who took part in this conversation, then contacts that match, for Cc and Bcc',
  tag,
  params: conversationPath,
  query: z.object({ search: text.max(200).optional() }),
  status: 200,
  answer: z.object({ data: z.array(z.object({ name: z.string().nullable(), email: z.string() })) }),
});

/** Answered with the file's bytes. */
export const getAttachment = endpoint({
  method: 'GET',
  path: '/desk/attachments/{attachment_id}',
  summary: 'A file that came with a message',
  tag,
  params: z.object({ attachment_id: identifier }),
  status: 200,
  answer: z.string().meta({ format: 'binary' }),
});
