import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { identifier, timestamp } from './identifier.ts';
import { modality } from './modality.ts';
import { conversationPath, datedPageQuery, pageOf } from './page.ts';

export const message = z
  .object({
    message_id: identifier,
    conversation_id: identifier,
    agent_id: identifier.nullable(),
    modality,
    message_direction: z.enum(['sent', 'received']),
    is_form_request: z.boolean(),
    subject: z.string().nullable(),
    content: z.string().nullable().meta({ description: 'Text; may hold HTML for e-mail.' }),
    call_transcript: z.string().nullable(),
    form_request_body: z.string().nullable(),
    sent_at: timestamp.nullable(),
    drafted_at: timestamp.nullable(),
    email_metadata: z
      .object({
        email_message_id: z.string().nullable(),
        cc_emails: z.array(z.string()),
        bcc_emails: z.array(z.string()),
      })
      .nullable(),
    call_metadata: z.object({ duration: z.number().nullable().meta({ description: 'Seconds.' }) }).nullable(),
    tracked_links: z.array(z.object({ link_id: identifier, url: z.string(), click_count: z.number().int() })),
  })
  .meta({ id: 'Message' });

export const listMessages = endpoint({
  method: 'GET',
  path: '/v2/organizations/{organization_id}/conversations/{conversation_id}/messages',
  summary: 'List the messages of a conversation, newest first',
  tag: 'Messages',
  params: conversationPath,
  query: datedPageQuery,
  status: 200,
  answer: pageOf(message),
});

export const getMessage = endpoint({
  method: 'GET',
  path: '/v2/organizations/{organization_id}/conversations/{conversation_id}/messages/{message_id}',
  summary: 'Read one message',
  tag: 'Messages',
  params: conversationPath.extend({ message_id: identifier }),
  status: 200,
  answer: message,
});
