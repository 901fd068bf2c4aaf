import { conversationNotFound, noPendingReply } from '../errors.ts';
import { lockConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { deleteDraft } from '../store/drafts.ts';
import { recordDecision } from '../store/events.ts';
import { approverOf, ownerOf } from './approval.ts';
import { draftNotFound } from './draft-not-found.ts';
import { type Author, refuseWhileSending } from './life.ts';
import { type Precondition, requireRevision } from './precondition.ts';
import { rowBefore } from './undo-decision.ts';

/**
 * Deletes a pending reply; its revisions stay in the history, and it can be undone until another reply is begun. Whoever
 * approved it, else whose reply it was, hears of it.
 * @throws ApiError 400 (sending), 404 (which names where the reply is now, if it was sent), 412.
 */
export async function discardDraft(
  db: Db,
  by: Author,
  { responseId, ...where }: { organizationId: string; conversationId: string; responseId?: string },
  precondition: Precondition = {},
): Promise<{ decisionId: number }> {
  return db.transaction(async (tx) => {
    const found = await lockConversation(tx, where.organizationId, where.conversationId);
    if (!found) throw conversationNotFound();
    const { conversation, draft } = found;
    if (responseId !== undefined && draft?.id !== responseId)
      throw await draftNotFound(tx, { ...where, responseId });
    if (!draft) throw noPendingReply();
    refuseWhileSending(draft);
    requireRevision(precondition, draft.revision);
    await deleteDraft(tx, draft.id);
    const data = { revision: draft.revision, before: rowBefore(draft) };
    return {
      decisionId: await recordDecision(tx, by, {
        kind: 'draft_deleted',
        ...where,
        responseId: draft.id,
        data,
        notifies: approverOf(draft, by) ?? ownerOf(draft, conversation, by),
      }),
    };
  });
}
