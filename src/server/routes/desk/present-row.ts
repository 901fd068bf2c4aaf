import type { Badge, QueueRow } from '#contract/desk/queue.ts';
import { snippetOf } from '#mail/plain-text.ts';
import { textBody } from '#mail/text-body.ts';
import type { listPending, listSent } from '../../store/queue.ts';
import { instant, instantOrNull } from '../present.ts';

export type Pending = Awaited<ReturnType<typeof listPending>>['rows'][number];
type Sent = Awaited<ReturnType<typeof listSent>>['rows'][number];

const presentRecipient = (contact: Pending['contact']) => ({
  recipient_name: contact.name,
  recipient_email: contact.email,
  recipient_phone_number: contact.phoneNumber,
});

/** A pending reply and what the checks find in it. */
export interface CheckedRow extends Pick<QueueRow, 'checks' | 'checks_complete'> {
  row: Pending;
}

/** A pending reply as a row of the queue. */
export const presentPending = ({ row, ...checked }: CheckedRow): QueueRow => {
  const { draft, modality, contact, unanswered } = row;
  return {
    conversation_id: draft.conversationId,
    response_id: draft.id,
    ...presentRecipient(contact),
    subject: draft.subject,
    snippet:
      modality === 'email' ? snippetOf(draft.opening, 'html') : snippetOf(textBody(draft.opening), 'text'),
    modality,
    author: { kind: draft.authorKind, id: draft.authorId, name: draft.authorName },
    badges: badgesOf(draft, unanswered !== null),
    failure: draft.failure,
    returned: draft.returned && {
      by: draft.returned.name,
      note: snippetOf(draft.returned.note, 'text'),
      at: draft.returned.at,
    },
    awaiting_approval: draft.awaitingApproval,
    release_at: instantOrNull(draft.releaseAt),
    revision: draft.revision,
    unanswered_message_id: unanswered,
    ...checked,
    at: instant(draft.createdAt),
  };
};

function badgesOf(draft: Pending['draft'], customerWroteSince: boolean): Badge[] {
  const badges: Badge[] = [];
  if (draft.reviewRequestedAt !== null) badges.push('review_requested');
  if (customerWroteSince) badges.push('customer_wrote_since');
  if (draft.failure !== null) badges.push('failed');
  if (draft.returned !== null) badges.push('returned');
  if (draft.edited) badges.push('edited');
  else if (draft.authorKind === 'key') badges.push('ai_draft');
  return badges;
}

/** A reply that went out as a row of the queue. */
export const presentSent = ({ message, modality, contact }: Sent): QueueRow => ({
  conversation_id: message.conversationId,
  response_id: message.responseId,
  ...presentRecipient(contact),
  subject: message.subject,
  snippet: snippetOf(message.opening, message.contentFormat),
  modality,
  author:
    message.senderName === null
      ? null
      : { kind: message.agentId === null ? 'key' : 'person', id: message.agentId, name: message.senderName },
  badges: [],
  failure: null,
  returned: null,
  awaiting_approval: false,
  release_at: null,
  revision: message.revision,
  unanswered_message_id: null,
  checks: [],
  checks_complete: true,
  at: instant(message.occurredAt),
});
