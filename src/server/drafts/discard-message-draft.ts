import { addressOf } from '#contract/endpoint.ts';
import { getMessage } from '#contract/messages.ts';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { recordEvent } from '../store/events.ts';
import { deleteMessageDraft, lockMessageDraft } from '../store/message-drafts.ts';
import { findPromoted } from '../store/messages.ts';
import { type Author, refuseWhileSending } from './life.ts';

/** Deletes a first message that has not gone out. @throws ApiError 400 (sending), 404. */
export async function discardMessageDraft(
  db: Db,
  by: Author,
  organizationId: string,
  id: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const draft = await lockMessageDraft(tx, organizationId, id);
    if (!draft) throw await messageDraftNotFound(tx, organizationId, id);
    refuseWhileSending(draft);
    await deleteMessageDraft(tx, id);
    await recordEvent(tx, by, { kind: 'message_draft_deleted', organizationId, data: { draft_id: id } });
  });
}

/** Why a message draft is not there: sent and now a message, or unknown. */
export async function messageDraftNotFound(db: Db, organizationId: string, id: string): Promise<ApiError> {
  const sent = await findPromoted(db, organizationId, { messageDraftId: id });
  if (!sent) return new ApiError(404, 'Message draft not found');
  const route = addressOf(getMessage, {
    params: { organization_id: organizationId, conversation_id: sent.conversationId, message_id: sent.id },
  });
  return new ApiError(404, `This message draft was sent and is now a message: GET ${route}`);
}
