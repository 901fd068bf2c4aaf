import { findConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { type DraftRow, requeueDraft, unqueueDraft } from '../store/drafts.ts';
import { recordEvent, theDesk } from '../store/events.ts';
import { toldOfFailure } from './approval.ts';

/**
 * Ends a failed attempt: back into the queue when it will be tried again, else back to saved; the reason stays on
 * the draft either way. A draft that another attempt has claimed since is left as it is.
 */
export async function returnDraft(
  db: Db,
  draft: DraftRow,
  reason: string,
  willRetry: boolean,
): Promise<void> {
  await db.transaction(async (tx) => {
    const returned = await requeueDraft(tx, draft, reason);
    if (!returned) return;
    if (!willRetry) await unqueueDraft(tx, draft.id, reason);
    const conversation = await findConversation(tx, draft.organizationId, draft.conversationId);
    await recordEvent(tx, theDesk, {
      kind: willRetry ? 'draft_retrying' : 'draft_failed',
      organizationId: draft.organizationId,
      conversationId: draft.conversationId,
      responseId: draft.id,
      data: { revision: draft.revision, reason },
      notifies: willRetry || !conversation ? null : toldOfFailure(draft, conversation),
    });
  });
}
