import { z } from 'zod';
import { contactPath } from './contacts.ts';
import { endpoint } from './endpoint.ts';
import { identifier, timestamp } from './identifier.ts';
import { conversationPath, datedPageQuery, organizationPath, pageOf } from './page.ts';

export const conversation = z
  .object({
    conversation_id: identifier,
    start_at: timestamp,
    last_activity_at: timestamp,
    folder: z.string(),
    is_read: z.boolean(),
    contact_id: identifier,
  })
  .meta({ id: 'Conversation' });

const list = {
  tag: 'Conversations',
  query: datedPageQuery,
  status: 200,
  answer: pageOf(conversation),
} as const;

export const listConversations = endpoint({
  method: 'GET',
  path: '/v2/organizations/{organization_id}/conversations',
  summary: 'List conversations, newest activity first; dates compare with last_activity_at',
  params: organizationPath,
  ...list,
});

export const listContactConversations = endpoint({
  method: 'GET',
  path: '/v2/organizations/{organization_id}/contacts/{contact_id}/conversations',
  summary: "List a contact's conversations, newest activity first",
  params: contactPath,
  ...list,
});

export const listAgentConversations = endpoint({
  method: 'GET',
  path: '/v2/organizations/{organization_id}/agents/{agent_id}/conversations',
  summary: "List a sales representative's conversations, newest activity first",
  params: organizationPath.extend({ agent_id: identifier }),
  ...list,
});

export const getConversation = endpoint({
  method: 'GET',
  path: '/v2/organizations/{organization_id}/conversations/{conversation_id}',
  summary: 'Read one conversation',
  tag: 'Conversations',
  params: conversationPath,
  status: 200,
  answer: conversation,
});
