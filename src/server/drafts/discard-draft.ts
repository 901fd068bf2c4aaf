import { conversationNotFound } from '../errors.ts';
import { lockConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { deleteDraft } from '../store/drafts.ts';
import { recordEvent } from '../store/events.ts';
import { draftNotFound } from './draft-not-found.ts';
import { type Author, refuseWhileSending } from './life.ts';
import { type Precondition, requireRevision } from './precondition.ts';

/**
 * Deletes a pending reply; its revisions stay in the history.
 * @throws ApiError 400 (sending), 404 (which names where the reply is now, if it was sent), 412.
 */
export async function discardDraft(
  db: Db,
  by: Author,
  where: { organizationId: string; conversationId: string; responseId: string },
  precondition: Precondition = {},
): Promise<void> {
  await db.transaction(async (tx) => {
    const found = await lockConversation(tx, where.organizationId, where.conversationId);
    if (!found) throw conversationNotFound();
    const { draft } = found;
    if (draft?.id !== where.responseId) throw await draftNotFound(tx, where);
    refuseWhileSending(draft);
    requireRevision(precondition, draft.revision);
    await deleteDraft(tx, draft.id);
    await recordEvent(tx, by, { kind: 'draft_deleted', ...where, data: { revision: draft.revision } });
  });
}
