import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { identifier, text, timestamp } from './identifier.ts';
import { datedPageQuery, organizationPath, pageOf } from './page.ts';
import { draftSwitches, recipientLists } from './response-drafts.ts';

const firstContactModality = z.enum(['email', 'text']);
const optionalText = (max: number) => text.max(max).nullish();

export const messageDraftInput = z
  .object({
    modality: firstContactModality,
    subject: optionalText(998),
    body_html: text.nullish(),
    to_user_name: optionalText(200),
    to_email: optionalText(320),
    to_phone_number: optionalText(40),
    ...recipientLists.shape,
    ...draftSwitches.shape,
    folder: optionalText(200).meta({
      description: 'Kept as a slug: `Sales Follow-up` becomes `sales-follow-up`.',
    }),
  })
  .meta({ id: 'MessageDraftInput', description: 'At least one of subject and body_html.' });
export type MessageDraftInput = z.output<typeof messageDraftInput>;

export const messageDraftReceipt = z
  .object({
    draft_id: identifier,
    scheduled_to_send: z.boolean(),
    scheduled_send_at: timestamp.nullable(),
    folder: z.string().nullable(),
  })
  .meta({ id: 'MessageDraftReceipt' });

export const messageDraft = z
  .object({
    draft_id: identifier,
    modality: firstContactModality,
    subject: z.string().nullable(),
    body_html: z.string().nullable(),
    to_user_name: z.string().nullable(),
    to_email: z.string().nullable(),
    to_phone_number: z.string().nullable(),
    cc_emails: z.array(z.string()),
    bcc_emails: z.array(z.string()),
    folder: z.string().nullable(),
    scheduled_send_at: timestamp.nullable(),
    created_at: timestamp,
  })
  .meta({ id: 'MessageDraft' });
export type MessageDraft = z.infer<typeof messageDraft>;

const collection = '/v2/organizations/{organization_id}/message-drafts';
const draftPath = organizationPath.extend({ draft_id: identifier });
const tag = 'Message drafts';

export const createMessageDraft = endpoint({
  method: 'POST',
  path: collection,
  summary: 'Draft a first message to somebody',
  tag,
  params: organizationPath,
  headers: z.object({ 'idempotency-key': idempotencyKey }),
  body: messageDraftInput,
  status: 201,
  answer: messageDraftReceipt,
});

export const listMessageDrafts = endpoint({
  method: 'GET',
  path: collection,
  summary: 'List message drafts, newest first',
  tag,
  params: organizationPath,
  query: datedPageQuery,
  status: 200,
  answer: pageOf(messageDraft),
});

export const getMessageDraft = endpoint({
  method: 'GET',
  path: `${collection}/{draft_id}`,
  summary: 'Read one message draft',
  tag,
  params: draftPath,
  status: 200,
  answer: messageDraft,
});

export const deleteMessageDraft = endpoint({
  method: 'DELETE',
  path: `${collection}/{draft_id}`,
  summary: 'Delete a message draft',
  tag,
  params: draftPath,
  status: 204,
  answer: z.undefined(),
});
