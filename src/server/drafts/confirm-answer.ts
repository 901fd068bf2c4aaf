import { ApiError, changedMeanwhile } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { noteAnswered } from '../store/drafts.ts';
import { recordDecision } from '../store/events.ts';
import { findMessage, newestReceived } from '../store/messages.ts';
import type { Decided } from './decide.ts';
import { type Author, refuseWhileSending } from './life.ts';
import { lockReply } from './lock-reply.ts';
import { customerWroteAgain } from './stop-unanswered.ts';
import { stateBefore } from './undo-decision.ts';

/**
 * Notes that somebody read what the customer wrote last and that the reply still stands as it is.
 * @param read `through`: the last message that was read.
 * @throws ApiError 400 (being sent), 404, 409 (yet another message came), 412 (the reply was changed).
 */
export async function confirmAnswer(
  db: Db,
  by: Author,
  where: { organizationId: string; conversationId: string },
  read: { revision: string; through: string },
): Promise<Decided> {
  return db.transaction(async (tx) => {
    const { draft } = await lockReply(tx, where);
    refuseWhileSending(draft);
    if (draft.revision !== read.revision) throw changedMeanwhile('The reply');
    const message = await findMessage(tx, where.conversationId, read.through);
    if (!message) throw new ApiError(404, 'Message not found');
    const newest = await newestReceived(tx, where.conversationId, draft.answersUpTo);
    if (newest !== null && newest !== message.id)
      throw new ApiError(409, 'The customer wrote yet another message meanwhile: read that as well.');
    const failure = draft.failure === customerWroteAgain ? null : draft.failure;
    const decisionId = await recordDecision(tx, by, {
      kind: 'draft_confirmed',
      ...where,
      responseId: draft.id,
      data: { revision: draft.revision, message_id: message.id, before: stateBefore(draft) },
    });
    return { decisionId, draft: await noteAnswered(tx, draft.id, { upTo: message.createdAt, failure }) };
  });
}
