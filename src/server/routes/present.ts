import type { ContactRow } from '../store/contacts.ts';
import type { ConversationRow } from '../store/conversations.ts';
import type { DraftRow } from '../store/drafts.ts';
import type { MessageDraftRow } from '../store/message-drafts.ts';
import type { MessageRow } from '../store/messages.ts';

/** `2026-05-22 20:45:03.221009+00`, as PostgreSQL writes it, in the contract's form. */
export function instant(stored: string): string {
  const [date, time = ''] = stored
    .replace('T', ' ')
    .replace(/(\+00(:?00)?|Z)$/, '')
    .split(' ');
  return `${date}T${time}Z`;
}

export const instantOrNull = (stored: string | null) => (stored === null ? null : instant(stored));

export const presentContact = (row: ContactRow) => ({
  contact_id: row.id,
  name: row.name,
  email: row.email,
  phone_number: row.phoneNumber,
  created_at: instant(row.createdAt),
  company_id: row.companyId,
  custom_fields: row.customFields,
  company_role: row.companyRole,
});

export const presentConversation = (row: ConversationRow) => ({
  conversation_id: row.id,
  start_at: instant(row.startAt),
  last_activity_at: instant(row.lastActivityAt),
  folder: row.folder,
  is_read: row.isRead,
  contact_id: row.contactId,
});

export const presentMessage = (row: MessageRow) => ({
  message_id: row.id,
  conversation_id: row.conversationId,
  agent_id: row.agentId,
  modality: row.modality,
  message_direction: row.direction,
  is_form_request: row.modality === 'form request',
  subject: row.subject,
  content: row.content,
  call_transcript: row.callTranscript,
  form_request_body: row.formRequestBody,
  sent_at: instantOrNull(row.sentAt),
  drafted_at: instantOrNull(row.draftedAt),
  email_metadata:
    row.modality === 'email'
      ? { email_message_id: row.emailMessageId, cc_emails: row.ccEmails, bcc_emails: row.bccEmails }
      : null,
  call_metadata: row.modality === 'call' ? { duration: row.callDuration } : null,
  tracked_links: [],
});

export const presentDraft = ({ draft, contact }: { draft: DraftRow; contact: ContactRow }) => ({
  response_id: draft.id,
  conversation_id: draft.conversationId,
  body_html: draft.bodyHtml,
  recipient_name: contact.name,
  recipient_email: contact.email,
  recipient_phone_number: contact.phoneNumber,
  cc_emails: draft.ccEmails,
  bcc_emails: draft.bccEmails,
  scheduled_send_at: instantOrNull(draft.scheduledSendAt),
  created_at: instant(draft.createdAt),
});

export const presentReceipt = (draft: DraftRow) => ({
  response_id: draft.id,
  conversation_id: draft.conversationId,
  scheduled_to_send: draft.status !== 'saved',
  scheduled_send_at: instantOrNull(draft.scheduledSendAt),
});

export const presentMessageDraft = (row: MessageDraftRow) => ({
  draft_id: row.id,
  modality: row.modality,
  subject: row.subject,
  body_html: row.bodyHtml,
  to_user_name: row.toUserName,
  to_email: row.toEmail,
  to_phone_number: row.toPhoneNumber,
  cc_emails: row.ccEmails,
  bcc_emails: row.bccEmails,
  folder: row.folder,
  scheduled_send_at: instantOrNull(row.scheduledSendAt),
  created_at: instant(row.createdAt),
});
