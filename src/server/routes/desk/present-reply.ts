import type { Author as AuthorOf } from '#contract/desk/queue.ts';
import { isOwnToApprove } from '../../drafts/approval.ts';
import { type Author, mayDecide } from '../../drafts/life.ts';
import type { Approval } from '../../store/decided.ts';
import type { DraftRow } from '../../store/drafts.ts';
import { instant, instantOrNull } from '../present.ts';
import { authorOf } from './queue.ts';

/** What is known about a draft beside its row. */
export interface AroundDraft {
  savedBy: AuthorOf | null;
  /** The customer's newest message that it does not answer. */
  unanswered: string | null;
}

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
  author: authorOf(draft),
  saved_by: savedBy,
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
  approval: presentApproval(draft.approval),
  may_approve: mayDecide(caller) && !isOwnToApprove(draft, caller),
});

export const presentApproval = (approval: Approval | null) =>
  approval && { revision: approval.revision, by: approval.name, at: approval.at };
