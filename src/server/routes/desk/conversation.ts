import {
  getDeskConversation,
  listDeskMessages,
  recallReply,
  suggestRecipients,
} from '#contract/desk/conversation.ts';
import type { Author } from '#contract/desk/queue.ts';
import { addressKey, parseAddress } from '#mail/address-list.ts';
import { recallDraft } from '../../drafts/recall-draft.ts';
import { conversationNotFound } from '../../errors.ts';
import { searchContacts } from '../../store/contacts.ts';
import { findConversationInFull, markRead } from '../../store/conversations.ts';
import type { DraftRow } from '../../store/drafts.ts';
import {
  type AttachmentSummary,
  listAttachments,
  listMessages,
  listParticipants,
  type MessageRow,
} from '../../store/messages.ts';
import { existing } from '../conversations.ts';
import { listing } from '../listing.ts';
import { instant, instantOrNull } from '../present.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';
import { authorOf } from './queue.ts';

export function deskConversationRoutes(router: Router, { db, cursorSecret }: RouteTools): void {
  router.serve(getDeskConversation, 'person', async ({ params, caller }) => {
    const found = await findConversationInFull(db, caller.organizationId, params.conversation_id);
    if (!found) throw conversationNotFound();
    const { conversation, contact, draft, messageCount } = found;
    return {
      conversation_id: conversation.id,
      contact: {
        contact_id: contact.id,
        name: contact.name,
        email: contact.email,
        phone_number: contact.phoneNumber,
        company_role: contact.companyRole,
        company_name: contact.companyName,
      },
      subject: conversation.subject,
      reply_modality: conversation.modality,
      start_at: instant(conversation.startAt),
      last_activity_at: instant(conversation.lastActivityAt),
      message_count: messageCount,
      reply: draft && presentReply(draft, found),
    };
  });

  router.serve(listDeskMessages, 'person', async ({ params, query, caller }) => {
    const { id } = await existing(db, caller.organizationId, params.conversation_id);
    await markRead(db, caller.organizationId, id);
    let attachments: AttachmentSummary[] = [];
    return listing(
      cursorSecret,
      ['desk-messages', caller.organizationId, id],
      query,
      async (request) => {
        const slice = await listMessages(db, id, { from: null, to: null }, request);
        attachments = await listAttachments(
          db,
          slice.rows.map((row) => row.id),
        );
        return slice;
      },
      (row) => presentDeskMessage(row, attachments),
    );
  });

  router.serve(recallReply, 'person', async ({ params, headers, caller }) => {
    const where = { organizationId: caller.organizationId, conversationId: params.conversation_id };
    const draft = await recallDraft(db, caller, where, { ifMatch: headers['if-match'] });
    const found = await findConversationInFull(db, where.organizationId, where.conversationId);
    return presentReply(draft, found ?? { savedBy: null, customerWroteSince: false });
  });

  router.serve(suggestRecipients, 'person', async ({ params, query, caller }) => {
    const { id } = await existing(db, caller.organizationId, params.conversation_id);
    const search = (query.search ?? '').trim().toLowerCase();
    const participants = (await listParticipants(db, id, 50)).flatMap((row) => [
      { name: row.senderName, email: row.senderEmail },
      ...[...row.toEmails, ...row.ccEmails].map((entry) => {
        const { name, address } = parseAddress(entry);
        return { name, email: address };
      }),
    ]);
    const near = participants.filter(
      ({ name, email }) => search === '' || `${name ?? ''} ${email ?? ''}`.toLowerCase().includes(search),
    );
    const far = search === '' ? [] : await searchContacts(db, caller.organizationId, search, 20);
    const seen = new Set<string>();
    const data = [...near, ...far].flatMap(({ name, email }) => {
      if (!email || seen.has(addressKey(email))) return [];
      seen.add(addressKey(email));
      return [{ name, email }];
    });
    return { data: data.slice(0, 8) };
  });
}

/** What is known about a draft beside its row. */
interface AroundDraft {
  savedBy: Author | null;
  customerWroteSince: boolean;
}

const presentReply = (draft: DraftRow, { savedBy, customerWroteSince }: AroundDraft) => ({
  response_id: draft.id,
  status: draft.status,
  awaiting_approval: draft.awaitingApproval,
  revision: draft.revision,
  body_html: draft.bodyHtml,
  cc_emails: draft.ccEmails,
  bcc_emails: draft.bccEmails,
  scheduled_send_at: instantOrNull(draft.scheduledSendAt),
  release_at: instantOrNull(draft.releaseAt),
  failure: draft.failure,
  author: authorOf(draft),
  saved_by: savedBy,
  created_at: instant(draft.createdAt),
  updated_at: instant(draft.updatedAt),
  customer_wrote_since: customerWroteSince,
});

const presentDeskMessage = (row: MessageRow, attachments: AttachmentSummary[]) => ({
  message_id: row.id,
  conversation_id: row.conversationId,
  modality: row.modality,
  message_direction: row.direction,
  sender_name: row.senderName,
  sender_email: row.senderEmail,
  subject: row.subject,
  content: row.content || row.callTranscript || row.formRequestBody || '',
  content_format: row.contentFormat,
  to_emails: row.toEmails,
  cc_emails: row.ccEmails,
  bcc_emails: row.bccEmails,
  call_duration: row.callDuration,
  attachments: attachments
    .filter((attachment) => attachment.messageId === row.id)
    .map(({ id, filename, contentType, size, contentId }) => ({
      attachment_id: id,
      filename,
      content_type: contentType,
      size,
      content_id: contentId,
    })),
  at: instant(row.occurredAt),
  response_id: row.responseId,
});
