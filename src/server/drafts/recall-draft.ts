import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { type DraftRow, unqueueDraft } from '../store/drafts.ts';
import { recordDecision } from '../store/events.ts';
import { approverOf, personBehind } from './approval.ts';
import type { Author } from './life.ts';
import { lockReply } from './lock-reply.ts';
import { type Precondition, requireRevision } from './precondition.ts';
import { stateBefore } from './undo-decision.ts';

/**
 * Takes a queued reply out of the queue: once this has returned, nothing leaves. A reply that is saved already stays so.
 * @returns also the decision, by which that can be undone; null: it was saved already.
 * @throws ApiError 404 (no conversation, no reply), 409 (sending began: too late), 412.
 */
export async function recallDraft(
  db: Db,
  by: Author,
  where: { organizationId: string; conversationId: string },
  precondition: Precondition = {},
): Promise<{ draft: DraftRow; decisionId: number | null }> {
  return db.transaction(async (tx) => {
    const { draft } = await lockReply(tx, where);
    requireRevision(precondition, draft.revision);
    if (draft.status === 'saved') return { draft, decisionId: null };
    if (draft.status === 'sending') {
      throw new ApiError(409, 'Too late to call it back: the reply is being sent right now.');
    }
    const recalled = await unqueueDraft(tx, draft.id, null);
    if (!recalled) throw new ApiError(409, 'Too late to call it back: the reply is being sent right now.');
    return { draft: recalled, decisionId: await recordRecall(tx, by, draft) };
  });
}

/** A queued reply was taken back; whoever approved it, else whose reply it is, is to know that it did not go. */
export async function recordRecall(tx: Db, by: Author, draft: DraftRow): Promise<number> {
  const { id: responseId, organizationId, conversationId, revision } = draft;
  const owner = personBehind(draft);
  return recordDecision(tx, by, {
    kind: 'draft_recalled',
    ...{ organizationId, conversationId, responseId },
    data: { revision, before: stateBefore(draft) },
    notifies: approverOf(draft, by) ?? (owner === by.id ? null : owner),
  });
}
