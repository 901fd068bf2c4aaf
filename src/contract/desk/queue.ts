import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { identifier, text, timestamp } from '../identifier.ts';
import { modality } from '../modality.ts';
import { pageOf, pageQuery } from '../page.ts';
import { checkLevel, checkName } from './checks.ts';
import { givenFilters, queueFlag } from './queue-filters.ts';

/** The tabs of the queue; each is the address `/queue/{tab}` of the desk. */
export const queueTab = z.enum(['review', 'approval', 'scheduled', 'failed', 'sent']);
export type QueueTab = z.infer<typeof queueTab>;

/** Who wrote something: a person of the organisation, or a program with an API key. */
export const author = z.object({ kind: z.enum(['person', 'key']), name: z.string() });
export type Author = z.infer<typeof author>;

/** What a row's flags say, and whether a program wrote it and nobody changed it. */
export const badge = z.enum([...queueFlag.options, 'ai_draft']);
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
  author: author.extend({ id: identifier.nullable() }).nullable(),
  badges: z.array(badge),
  failure: z.string().nullable(),
  returned: z
    .object({ by: z.string(), note: z.string(), at: timestamp })
    .nullable()
    .meta({ description: 'Who gave it back last and when, and the first words of what to do about it.' }),
  awaiting_approval: z.boolean(),
  /** When the undo window ends, once it is let go. */
  release_at: timestamp.nullable(),
  revision: z.string().nullable().meta({ description: 'What a decision about this row names.' }),
  checks: z
    .array(z.object({ check: checkName, level: checkLevel.exclude(['off']) }))
    .meta({ description: 'Which checks find something.' }),
  checks_complete: z
    .boolean()
    .meta({ description: 'False where only the beginning of a long reply was looked at.' }),
  unanswered_message_id: identifier
    .nullable()
    .meta({ description: 'The newest of what the customer wrote after this reply.' }),
  at: timestamp.meta({ description: 'Since when the reply is pending, or when it was sent.' }),
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
  draft: z
    .enum(['none', 'saved', 'failed', 'queued', 'sending'])
    .meta({ description: '`failed`: saved, since it could not be sent.' }),
  last_activity_at: timestamp,
});
export type ConversationRow = z.infer<typeof conversationRow>;

/** The rows of so many conversations can be asked for at once. */
export const mostConversations = 100;

const listQuery = pageQuery.extend({
  search: text.max(200).optional(),
  conversation_ids: text
    .transform((ids) => ids.split(','))
    .pipe(z.array(identifier).max(mostConversations))
    .optional()
    .meta({
      description: `Only what the list has of these conversations: ids with commas between, ${mostConversations} at most.`,
    }),
});
const tag = 'Desk: queue';

/** Counting ends here, whatever a tab holds. */
export const mostCounted = 1000;
const count = z.number().int().max(mostCounted);

export const listQueue = endpoint({
  method: 'GET',
  path: '/desk/queue/{tab}',
  summary:
    'One tab of the queue, newest first; under `review`, those whose author asked for one before the others',
  tag,
  params: z.object({ tab: queueTab }),
  query: listQuery.extend(givenFilters),
  status: 200,
  answer: pageOf(queueRow),
});

export const countQueue = endpoint({
  method: 'GET',
  path: '/desk/queue-counts',
  summary: `How many replies each tab holds; ${mostCounted} stands for so many or more`,
  tag,
  status: 200,
  answer: z.object({ review: count, approval: count, scheduled: count, failed: count }),
});

export const listDeskConversations = endpoint({
  method: 'GET',
  path: '/desk/conversations',
  summary: 'All conversations, newest activity first',
  tag,
  query: listQuery,
  status: 200,
  answer: pageOf(conversationRow),
});
