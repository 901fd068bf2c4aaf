import { findContactBy, insertContact } from '../store/contacts.ts';
import { insertConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import type { Departed } from '../store/departed.ts';
import { recordEvent, theDesk } from '../store/events.ts';
import {
  deleteMessageDraft,
  lockSendingMessageDraft,
  type MessageDraftRow,
  returnMessageDraft,
} from '../store/message-drafts.ts';
import { hasMail, insertMessage } from '../store/messages.ts';
import { newId } from '../store/new-id.ts';
import { addresseeOf } from './create-message-draft.ts';
import { attachShownImages } from './inline-images.ts';

/**
 * Turns a delivered first message into a conversation with it as the first message, and with the contact it went to.
 * @returns the message's id; null when this queueing is no longer sending.
 */
export async function promoteMessageDraft(
  db: Db,
  draft: MessageDraftRow,
  departed: Departed,
): Promise<string | null> {
  return db.transaction(async (tx) => {
    const sending = await lockSendingMessageDraft(tx, {
      draftId: draft.id,
      deliveryId: draft.deliveryId ?? '',
    });
    if (!sending) return null;
    const { organizationId } = draft;
    const by = draft.modality === 'email' ? { email: departed.to } : { phoneNumber: departed.to };
    const contact =
      (await findContactBy(tx, organizationId, by)) ??
      (await insertContact(tx, { id: newId('cnt'), organizationId, name: draft.toUserName, ...by }));
    const at = new Date().toISOString();
    const conversationId = newId('cnv');
    const agentId = draft.authorKind === 'person' ? draft.authorId : null;
    await insertConversation(tx, {
      id: conversationId,
      organizationId,
      contactId: contact.id,
      agentId,
      modality: draft.modality,
      subject: draft.subject,
      folder: draft.folder ?? 'inbox',
      isRead: true,
      startAt: at,
      lastActivityAt: at,
    });
    const messageId = newId('msg');
    const { emailMessageId: id } = departed;
    const isHere = id !== null && (await hasMail(tx, organizationId, id));
    await insertMessage(tx, {
      id: messageId,
      organizationId,
      conversationId,
      agentId,
      modality: draft.modality,
      direction: 'sent',
      senderName: departed.senderName,
      senderEmail: departed.senderEmail,
      subject: draft.subject,
      content: departed.content,
      contentFormat: departed.contentFormat,
      toEmails: draft.modality === 'email' ? [departed.to] : [],
      ccEmails: draft.ccEmails,
      bccEmails: draft.bccEmails,
      refusedEmails: departed.refused,
      emailMessageId: isHere ? null : departed.emailMessageId,
      messageDraftId: draft.id,
      sentAt: at,
      draftedAt: draft.createdAt,
      occurredAt: at,
    });
    await attachShownImages(tx, organizationId, messageId, departed);
    await deleteMessageDraft(tx, draft.id);
    await recordEvent(tx, theDesk, {
      kind: 'message_sent',
      organizationId,
      conversationId,
      data: { message_id: messageId, draft_id: draft.id, refused: departed.refused },
    });
    return messageId;
  });
}

/** As `returnDraft`, for a first message. */
export async function returnFailedMessageDraft(
  db: Db,
  draft: MessageDraftRow,
  reason: string,
  willRetry: boolean,
): Promise<void> {
  await db.transaction(async (tx) => {
    const sending = await lockSendingMessageDraft(tx, {
      draftId: draft.id,
      deliveryId: draft.deliveryId ?? '',
    });
    if (sending?.sendingSince !== draft.sendingSince) return;
    await returnMessageDraft(tx, draft.id, willRetry ? 'queued' : 'saved', reason);
    await recordEvent(tx, theDesk, {
      kind: willRetry ? 'message_draft_retrying' : 'message_draft_failed',
      organizationId: draft.organizationId,
      data: { draft_id: draft.id, reason, recipient: addresseeOf(draft) },
      notifies: willRetry ? null : draft.authorKind === 'person' ? draft.authorId : 'managers',
    });
  });
}
