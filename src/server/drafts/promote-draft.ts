import { lockConversation, noteActivity } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import type { Departed } from '../store/departed.ts';
import { type DraftRow, deleteDraft, lockSending } from '../store/drafts.ts';
import { recordEvent, theDesk } from '../store/events.ts';
import { hasMail, insertMessage } from '../store/messages.ts';
import { newId } from '../store/new-id.ts';
import { toldOfFailure } from './approval.ts';
import { attachShownImages } from './inline-images.ts';

/**
 * Turns a delivered reply into a message of its conversation, in one transaction: there is never both or neither.
 * @returns the message's id; null when this queueing is no longer sending.
 */
export async function promoteDraft(db: Db, draft: DraftRow, departed: Departed): Promise<string | null> {
  return db.transaction(async (tx) => {
    // In the order in which every other decision locks: the conversation, then its draft.
    const found = await lockConversation(tx, draft.organizationId, draft.conversationId);
    const sending = await lockSending(tx, { draftId: draft.id, deliveryId: draft.deliveryId ?? '' });
    if (!sending) return null;
    const messageId = newId('msg');
    const { emailMessageId: id } = departed;
    const isHere = id !== null && (await hasMail(tx, draft.organizationId, id));
    const at = new Date().toISOString();
    await insertMessage(tx, {
      id: messageId,
      organizationId: draft.organizationId,
      conversationId: draft.conversationId,
      agentId: draft.authorKind === 'person' ? draft.authorId : null,
      modality: departed.contentFormat === 'html' ? 'email' : 'text',
      direction: 'sent',
      senderName: departed.senderName,
      senderEmail: departed.senderEmail,
      subject: draft.subject,
      content: departed.content,
      contentFormat: departed.contentFormat,
      toEmails: departed.contentFormat === 'html' ? [departed.to] : [],
      ccEmails: draft.ccEmails,
      bccEmails: draft.bccEmails,
      refusedEmails: departed.refused,
      emailMessageId: isHere ? null : departed.emailMessageId,
      references: departed.references,
      responseId: draft.id,
      revision: draft.revision,
      approval: draft.approval,
      sentAt: at,
      draftedAt: draft.createdAt,
      occurredAt: at,
    });
    await attachShownImages(tx, draft.organizationId, messageId, departed);
    await deleteDraft(tx, draft.id);
    await noteActivity(tx, draft.conversationId, at);
    await recordEvent(tx, theDesk, {
      kind: 'draft_sent',
      organizationId: draft.organizationId,
      conversationId: draft.conversationId,
      responseId: draft.id,
      data: { revision: draft.revision, message_id: messageId, refused: departed.refused },
      // That it went out is no news; that it did not reach everybody is.
      notifies: departed.refused.length > 0 && found ? toldOfFailure(draft, found.conversation) : null,
    });
    return messageId;
  });
}
