import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { identifier, text, timestamp } from '../identifier.ts';
import { modality } from '../messages.ts';
import { pageOf, pageQuery } from '../page.ts';

/** The tabs of the queue; each is the address `/queue/{tab}` of the desk. */
export const queueTab = z.enum(['review', 'approval', 'scheduled', 'failed', 'sent']);
export type QueueTab = z.infer<typeof queueTab>;

/** Who wrote something: a person of the organisation, or a program with an API key. */
export const author = z.object({ kind: z.enum(['person', 'key']), name: z.string() });
export type Author = z.infer<typeof author>;

export const badge = z.enum(['customer_wrote_since', 'edited', 'failed', 'ai_draft']);
export type Badge = z.infer<typeof badge>;

/** One row of the queue: a pending reply or, under `sent`, a message that went out through the desk. */
export const queueRow = z.object({
  conversation_id: identifier,
  response_id: identifier,
  recipient_name: z.string().nullable(),
  recipient_email: z.string().nullable(),
  recipient_phone_number: z.string().nullable(),
  subject: z.string().nullable(),
  snippet: z.string().meta({ description: 'The first words of the reply, as plain text.' }),
  modality,
  author: author.nullable(),
  badges: z.array(badge),
  failure: z.string().nullable(),
  /** Under `scheduled`: when the undo window ends. */
  release_at: timestamp.nullable(),
  at: timestamp.meta({ description: 'Last change of the reply, or when it was sent.' }),
});
export type QueueRow = z.infer<typeof queueRow>;

/** One row of the list of all conversations. */
export const conversationRow = z.object({
  conversation_id: identifier,
  contact_name: z.string().nullable(),
  contact_email: z.string().nullable(),
  contact_phone_number: z.string().nullable(),
  subject: z.string().nullable(),
  snippet: z.string().meta({ description: 'The first words of the latest message, as plain text.' }),
  modality,
  is_read: z.boolean(),
  draft: z.enum(['none', 'saved', 'queued', 'sending']),
  last_activity_at: timestamp,
});
export type ConversationRow = z.infer<typeof conversationRow>;

const searchQuery = pageQuery.extend({ search: text.max(200).optional() });
const tag = 'Desk: queue';

export const listQueue = endpoint({
  method: 'GET',
  path: '/desk/queue/{tab}',
  summary: 'One tab of the queue, newest change first',
  tag,
  params: z.object({ tab: queueTab }),
  query: searchQuery,
  status: 200,
  answer: pageOf(queueRow),
});

export const countQueue = endpoint({
  method: 'GET',
  path: '/desk/queue-counts',
  summary: 'How many replies each tab holds',
  tag,
  status: 200,
  answer: z.object({
    review: z.number().int(),
    approval: z.number().int(),
    scheduled: z.number().int(),
    failed: z.number().int(),
  }),
});

export const listDeskConversations = endpoint({
  method: 'GET',
  path: '/desk/conversations',
  summary: 'All conversations, newest activity first',
  tag,
  query: searchQuery,
  status: 200,
  answer: pageOf(conversationRow),
});
