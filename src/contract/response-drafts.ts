import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { identifier, text, timestamp } from './identifier.ts';
import { conversationPath, datedPageQuery, pageOf } from './page.ts';

/** Where a pending reply stands. Once delivered it is a message and no draft any more. */
export const draftStatus = z.enum(['saved', 'queued', 'sending']);
export type DraftStatus = z.infer<typeof draftStatus>;

const addresses = z
  .array(text.max(1000))
  .max(200)
  .nullish()
  .transform((list) => list ?? []);

/** The switches that every kind of draft shares: send at once, or tell people that it waits for their review. */
export const draftSwitches = z.object({
  autosend_draft: z.boolean().nullish().transform(Boolean),
  add_notification: z.boolean().nullish().transform(Boolean),
});

export const exclusiveSwitches =
  'autosend_draft and add_notification are mutually exclusive: set at most one of them to true';

export const recipientLists = z.object({ cc_emails: addresses, bcc_emails: addresses });

export const responseDraftInput = z
  .object({
    body_html: text.meta({ example: '<p>Hi Diana,</p><p>Tuesday at 2 pm works.</p>' }),
    ...recipientLists.shape,
    ...draftSwitches.shape,
  })
  .meta({ id: 'ResponseDraftInput' });
export type ResponseDraftInput = z.output<typeof responseDraftInput>;

export const responseDraftReceipt = z
  .object({
    response_id: identifier,
    conversation_id: identifier,
    scheduled_to_send: z.boolean(),
    scheduled_send_at: timestamp
      .nullable()
      .meta({ description: 'The moment of queueing; null while saved for review.' }),
  })
  .meta({ id: 'ResponseDraftReceipt' });
export type ResponseDraftReceipt = z.infer<typeof responseDraftReceipt>;

export const responseDraft = z
  .object({
    response_id: identifier,
    conversation_id: identifier,
    body_html: z.string(),
    recipient_name: z.string().nullable(),
    recipient_email: z.string().nullable(),
    recipient_phone_number: z.string().nullable(),
    cc_emails: z.array(z.string()),
    bcc_emails: z.array(z.string()),
    scheduled_send_at: timestamp.nullable(),
    created_at: timestamp,
  })
  .meta({ id: 'ResponseDraft' });
export type ResponseDraft = z.infer<typeof responseDraft>;

const collection = '/v2/organizations/{organization_id}/conversations/{conversation_id}/response-drafts';
const responsePath = conversationPath.extend({ response_id: identifier });

const ifMatch = text
  .max(4096)
  .optional()
  .meta({ description: 'Act only on the draft with this ETag; else 412.' });
const ifNoneMatch = text
  .max(4096)
  .optional()
  .meta({ description: '`*`: act only where no draft exists; else 412.' });

const ifNotQueued = z
  .literal('?1')
  .optional()
  .meta({ description: 'Act only where no queued draft would be taken out of the queue; else 412.' });

const readThrough = identifier
  .optional()
  .meta({ description: 'The last message that was read: what came later, this reply does not answer.' });

const returnedAt = z
  .union([z.literal('never'), timestamp])
  .optional()
  .meta({
    description:
      'When the return that was read last was made: what a manager returned since is not sent over that, but refused with 409. Where a manager reads it first, it waits for that.',
  });

const autosave = z.literal('?1').optional().meta({
  description:
    'Saved in a pause of its writing, not because somebody asked for it: what the reply answers stays as it was.',
});

export const saveResponseDraft = endpoint({
  method: 'POST',
  path: collection,
  summary: "Create or update the conversation's pending reply",
  tag: 'Response drafts',
  params: conversationPath,
  headers: z.object({
    'if-match': ifMatch,
    'if-none-match': ifNoneMatch,
    'if-not-queued': ifNotQueued,
    'idempotency-key': idempotencyKey,
    'read-through': readThrough,
    'returned-at': returnedAt,
    autosave,
  }),
  body: responseDraftInput,
  status: 200,
  answer: responseDraftReceipt,
});

export const listResponseDrafts = endpoint({
  method: 'GET',
  path: collection,
  summary: "List the conversation's pending replies (at most one exists)",
  tag: 'Response drafts',
  params: conversationPath,
  query: datedPageQuery,
  status: 200,
  answer: pageOf(responseDraft),
});

export const getResponseDraft = endpoint({
  method: 'GET',
  path: `${collection}/{response_id}`,
  summary: 'Read one pending reply',
  tag: 'Response drafts',
  params: responsePath,
  status: 200,
  answer: responseDraft,
});

export const deleteResponseDraft = endpoint({
  method: 'DELETE',
  path: `${collection}/{response_id}`,
  summary: 'Delete a pending reply',
  tag: 'Response drafts',
  params: responsePath,
  headers: z.object({ 'if-match': ifMatch }),
  status: 204,
  answer: z.undefined(),
});
