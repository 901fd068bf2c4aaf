import { addressOf } from '#contract/endpoint.ts';
import { getMessageDraft } from '#contract/message-drafts.ts';
import { getMessage } from '#contract/messages.ts';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { findMessageDraft } from '../store/message-drafts.ts';
import { findPromoted } from '../store/messages.ts';

/**
 * Why a response draft is not there (contract, "Life"): sent and now a message, a message draft, or unknown. A sent
 * reply is only named to who asks under its own conversation.
 */
export async function draftNotFound(
  db: Db,
  where: { organizationId: string; conversationId: string; responseId: string },
): Promise<ApiError> {
  const { organizationId, conversationId, responseId } = where;
  const sent = await findPromoted(db, organizationId, { responseId });
  if (sent?.conversationId === conversationId) {
    const route = addressOf(getMessage, {
      params: { organization_id: organizationId, conversation_id: conversationId, message_id: sent.id },
    });
    return new ApiError(404, `This response draft was sent and is now a message: GET ${route}`);
  }
  if (await findMessageDraft(db, organizationId, responseId)) {
    const route = addressOf(getMessageDraft, {
      params: { organization_id: organizationId, draft_id: responseId },
    });
    return new ApiError(404, `This id belongs to a message draft: use ${route}`);
  }
  return new ApiError(404, 'Response draft not found');
}
