import {
  getDeskConversation,
  listDeskMessages,
  recallReply,
  suggestRecipients,
} from '#contract/desk/conversation.ts';
import { addressKey, parseAddress } from '#mail/address-list.ts';
import { approvalNeeded } from '../../drafts/approval-needed.ts';
import { recallDraft } from '../../drafts/recall-draft.ts';
import { replyHeading } from '../../drafts/reply-heading.ts';
import { ownLettingGo } from '../../drafts/undo-decision.ts';
import { conversationNotFound } from '../../errors.ts';
import { searchContacts } from '../../store/contacts.ts';
import { findConversationInFull, markRead } from '../../store/conversations.ts';
import {
  type AttachmentSummary,
  listAttachments,
  listMessages,
  listParticipants,
  type MessageRow,
} from '../../store/messages.ts';
import { findOrganization } from '../../store/organizations.ts';
import { existing } from '../conversations.ts';
import { listing } from '../listing.ts';
import { instant } from '../present.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';
import { presentApproval, presentReply } from './present-reply.ts';

export function deskConversationRoutes(router: Router, { db, cursorSecret }: RouteTools): void {
  router.serve(getDeskConversation, 'person', async ({ params, caller }) => {
    const found = await findConversationInFull(db, caller.organizationId, params.conversation_id);
    const organization = await findOrganization(db, caller.organizationId);
    if (!found || !organization) throw conversationNotFound();
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
      reply_heading:
        conversation.modality === 'email' ? replyHeading(conversation, draft, organization, caller) : null,
      start_at: instant(conversation.startAt),
      last_activity_at: instant(conversation.lastActivityAt),
      message_count: messageCount,
      approval_needed: approvalNeeded(found.approvalPolicy, caller, conversation.modality),
      reply: draft && presentReply(draft, found, caller),
      own_decision_id: await ownLettingGo(db, caller, draft),
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

  router.serve(recallReply, 'person', async ({ params, headers, caller, setHeader }) => {
    const where = { organizationId: caller.organizationId, conversationId: params.conversation_id };
    const { draft, decisionId } = await recallDraft(db, caller, where, { ifMatch: headers['if-match'] });
    if (decisionId !== null) setHeader('Decision-Id', String(decisionId));
    const found = await findConversationInFull(db, where.organizationId, where.conversationId);
    return presentReply(draft, found ?? { savedBy: null, unanswered: null }, caller);
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
  refused_emails: row.refusedEmails,
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
  arrived_at: instant(row.createdAt),
  response_id: row.responseId,
  revision: row.revision,
  approval: row.approval && presentApproval(row.approval),
});
