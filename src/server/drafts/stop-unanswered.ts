import { findConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { stopDraft } from '../store/drafts.ts';
import { recordEvent, theDesk } from '../store/events.ts';
import { toldOfFailure } from './approval.ts';

export const customerWroteAgain =
  'The customer wrote again before this reply went out. Read the new message, then send the reply or change it.';

/**
 * Takes a released reply out of the queue when the customer wrote after it was composed or confirmed, approved or not.
 * @returns whether it was one.
 */
export async function stopUnanswered(db: Db, of: { draftId: string; deliveryId: string }): Promise<boolean> {
  return db.transaction(async (tx) => {
    const stopped = await stopDraft(tx, of, customerWroteAgain);
    if (!stopped) return false;
    const conversation = await findConversation(tx, stopped.organizationId, stopped.conversationId);
    await recordEvent(tx, theDesk, {
      kind: 'draft_stopped',
      organizationId: stopped.organizationId,
      conversationId: stopped.conversationId,
      responseId: stopped.id,
      data: { revision: stopped.revision, reason: customerWroteAgain },
      notifies: conversation ? toldOfFailure(stopped, conversation) : null,
    });
    return true;
  });
}
