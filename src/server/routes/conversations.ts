import {
  getConversation,
  listAgentConversations,
  listContactConversations,
  listConversations,
} from '#contract/conversations.ts';
import { sentence } from '#contract/errors.ts';
import { getMessage, listMessages } from '#contract/messages.ts';
import { ApiError, conversationNotFound } from '../errors.ts';
import { findContact } from '../store/contacts.ts';
import * as store from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { findMessage, listMessages as readMessages } from '../store/messages.ts';
import { findAgent } from '../store/organizations.ts';
import { listing } from './listing.ts';
import { presentConversation, presentMessage } from './present.ts';
import type { Router } from './serve.ts';
import { spanOf } from './span.ts';
import type { RouteTools } from './tools.ts';

interface DatedQuery {
  limit: number;
  cursor?: string | undefined;
  start_date?: string | undefined;
  end_date?: string | undefined;
}

export function conversationRoutes(router: Router, { db, cursorSecret }: RouteTools): void {
  const list = (organizationId: string, of: { contactId?: string; agentId?: string }, query: DatedQuery) => {
    const span = spanOf(query);
    return listing(
      cursorSecret,
      ['conversations', organizationId, of.contactId, of.agentId, span.from, span.to],
      query,
      (request) => store.listConversations(db, organizationId, of, span, request),
      presentConversation,
    );
  };

  router.serve(listConversations, 'caller', ({ params, query }) => list(params.organization_id, {}, query));

  router.serve(listContactConversations, 'caller', async ({ params, query }) => {
    const contact = await findContact(db, params.organization_id, params.contact_id);
    if (!contact) throw new ApiError(404, sentence.invalidContact);
    return list(params.organization_id, { contactId: contact.id }, query);
  });

  router.serve(listAgentConversations, 'caller', async ({ params, query }) => {
    const agent = await findAgent(db, params.organization_id, params.agent_id);
    if (!agent) throw new ApiError(404, 'Agent not found');
    return list(params.organization_id, { agentId: agent.id }, query);
  });

  router.serve(getConversation, 'caller', async ({ params }) =>
    presentConversation(await existing(db, params.organization_id, params.conversation_id)),
  );

  router.serve(listMessages, 'caller', async ({ params, query }) => {
    const { id } = await existing(db, params.organization_id, params.conversation_id);
    const span = spanOf(query);
    return listing(
      cursorSecret,
      ['messages', params.organization_id, id, span.from, span.to],
      query,
      (request) => readMessages(db, id, span, request),
      presentMessage,
    );
  });

  router.serve(getMessage, 'caller', async ({ params }) => {
    const { id } = await existing(db, params.organization_id, params.conversation_id);
    const message = await findMessage(db, id, params.message_id);
    if (!message) throw new ApiError(404, sentence.messageNotFound);
    return presentMessage(message);
  });
}

/** @throws ApiError 404 when the organisation has no such conversation. */
export async function existing(db: Db, organizationId: string, id: string): Promise<store.ConversationRow> {
  const found = await store.findConversation(db, organizationId, id);
  if (!found) throw conversationNotFound();
  return found;
}
