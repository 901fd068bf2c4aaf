import { ApiError, conversationNotFound } from '../errors.ts';
import { lockConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { type DraftRow, unqueueDraft } from '../store/drafts.ts';
import { recordEvent } from '../store/events.ts';
import type { Author } from './life.ts';
import { type Precondition, requireRevision } from './precondition.ts';

/**
 * Takes a queued reply out of the queue: once this has returned, nothing leaves. A reply that is saved already stays so.
 * @throws ApiError 404 (no conversation, no reply), 409 (sending began: too late), 412.
 */
export async function recallDraft(
  db: Db,
  by: Author,
  where: { organizationId: string; conversationId: string },
  precondition: Precondition = {},
): Promise<DraftRow> {
  return db.transaction(async (tx) => {
    const found = await lockConversation(tx, where.organizationId, where.conversationId);
    if (!found) throw conversationNotFound();
    const { draft } = found;
    if (!draft) {
      throw new ApiError(404, 'This conversation has no pending reply: it was sent or deleted.');
    }
    requireRevision(precondition, draft.revision);
    if (draft.status === 'saved') return draft;
    if (draft.status === 'sending') {
      throw new ApiError(409, 'Too late to call it back: the reply is being sent right now.');
    }
    const recalled = await unqueueDraft(tx, draft.id, null);
    if (!recalled) throw new ApiError(409, 'Too late to call it back: the reply is being sent right now.');
    await recordEvent(tx, by, {
      kind: 'draft_recalled',
      ...where,
      responseId: draft.id,
      data: { revision: draft.revision },
    });
    return recalled;
  });
}
