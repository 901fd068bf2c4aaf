import type { Writer } from '#contract/desk/conversation.ts';
import { isOwnToApprove } from '../../drafts/approval.ts';
import { type Author, mayDecide } from '../../drafts/life.ts';
import type { Approval } from '../../store/decided.ts';
import type { DraftRow } from '../../store/drafts.ts';
import { instant, instantOrNull } from '../present.ts';

type Written = Pick<DraftRow, 'authorKind' | 'authorId' | 'authorName'>;

/** What is known about a draft beside its row. */
export interface AroundDraft {
  savedBy: Written | null;
  /** The customer's newest message that it does not answer. */
  unanswered: string | null;
}

const writerOf = ({ authorKind, authorId, authorName }: Written, caller: Author): Writer => ({
  kind: authorKind,
  name: authorName,
  is_caller: authorKind === 'person' && authorId === caller.id,
});

/** A pending reply as the desk shows it to `caller`. */
export const presentReply = (draft: DraftRow, { savedBy, unanswered }: AroundDraft, caller: Author) => ({
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
  author: writerOf(draft, caller),
  saved_by: savedBy && writerOf(savedBy, caller),
  created_at: instant(draft.createdAt),
  updated_at: instant(draft.updatedAt),
  customer_wrote_since: unanswered !== null,
  unanswered_message_id: unanswered,
  edited: draft.edited,
  review_requested: draft.reviewRequestedAt !== null,
  returned: draft.returned && {
    revision: draft.returned.revision,
    note: draft.returned.note,
    passage: draft.returned.passage,
    by: draft.returned.name,
    at: draft.returned.at,
  },
  approval: draft.approval && {
    ...presentApproval(draft.approval),
    is_caller: draft.approval.personId === caller.id,
  },
  may_approve: mayDecide(caller) && !isOwnToApprove(draft, caller),
});

export const presentApproval = ({ revision, name, at }: Approval) => ({ revision, by: name, at });
