import type { CheckLevels } from '#contract/desk/checks.ts';
import type { Badge, QueueRow } from '#contract/desk/queue.ts';
import { gradeFindings } from '#mail/checks/grade-findings.ts';
import { runChecks } from '#mail/checks/run-checks.ts';
import { snippetOf } from '#mail/plain-text.ts';
import { textBody } from '#mail/text-body.ts';
import { type listPending, type listSent, openingLength } from '../../store/queue.ts';
import { instant, instantOrNull } from '../present.ts';

type Pending = Awaited<ReturnType<typeof listPending>>['rows'][number];
type Sent = Awaited<ReturnType<typeof listSent>>['rows'][number];

const presentRecipient = (contact: Pending['contact']) => ({
  recipient_name: contact.name,
  recipient_email: contact.email,
  recipient_phone_number: contact.phoneNumber,
});

/** What the checks find in the words of a reply; who else gets it is looked at when it is opened. */
function checksOf({ draft, modality, contact }: Pending, levels: CheckLevels): QueueRow['checks'] {
  if (draft.opening.length >= openingLength) return [];
  const findings = runChecks({
    modality,
    bodyHtml: draft.opening,
    contact,
    cc: [],
    bcc: [],
    participants: [],
    ownDomains: [],
    otherCustomerDomains: [],
    attachments: 0,
  });
  const graded = gradeFindings(findings, levels).map(({ check, level }) => ({ check, level }));
  return graded.filter(({ check }, n) => graded.findIndex((other) => other.check === check) === n);
}

/** A pending reply as a row of the queue. */
export const presentPending = (row: Pending, levels: CheckLevels): QueueRow => {
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
    returned: draft.returned && { by: draft.returned.name, note: snippetOf(draft.returned.note, 'text') },
    awaiting_approval: draft.awaitingApproval,
    release_at: instantOrNull(draft.releaseAt),
    revision: draft.revision,
    unanswered_message_id: unanswered,
    checks: checksOf(row, levels),
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
  at: instant(message.occurredAt),
});
