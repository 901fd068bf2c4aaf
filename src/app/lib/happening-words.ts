import type { Happening } from '#contract/desk/happening.ts';
import { butNotTo } from './but-not-to.ts';

const words: Record<string, string> = {
  message_received: 'wrote',
  message_sent: 'sent a message',
  draft_saved: 'saved the reply',
  draft_queued: 'let the reply go',
  draft_recalled: 'took the reply back',
  draft_approved: 'approved the reply',
  draft_returned: 'returned the reply',
  draft_stopped: 'held the reply: the customer wrote again',
  draft_confirmed: 'read the new message and kept the reply',
  draft_kept: 'kept a version of the reply that was not used',
  draft_deleted: 'discarded the reply',
  draft_retrying: 'could not send yet, and will try again',
  draft_failed: 'could not send the reply',
  draft_sent: 'sent the reply',
  decision_undone: 'undid the decision',
  review_requested: 'asked for a review',
  message_draft_saved: 'saved a first message',
  message_draft_queued: 'let a first message go',
  message_draft_deleted: 'discarded a first message',
  message_draft_retrying: 'could not send a first message yet, and will try again',
  message_draft_failed: 'could not send a first message',
  policy_changed: 'changed the policy',
  key_created: 'made an API key',
  key_changed: 'changed an API key',
};

const undoing: Record<string, string> = {
  draft_approved: 'undid the approval',
  draft_returned: 'undid the return',
  draft_queued: 'undid letting the reply go',
  draft_recalled: 'put the reply back where it was taken from',
  draft_confirmed: 'undid having read the new message',
  draft_deleted: 'brought the discarded reply back',
};

/** What was done, without who did it. */
function deedOf({ kind, awaiting_approval: asks, edited, undoes, refused }: Happening): string {
  if (asks) return 'asked for approval';
  if (edited) return 'edited the reply and approved it';
  return butNotTo((undoes && undoing[undoes.kind]) ?? words[kind] ?? kind.replaceAll('_', ' '), refused);
}

/** Who did what, as a sentence in two parts: the doer in bold, then the deed. */
export function happeningWords(happening: Happening): { who: string; did: string } {
  const { kind, actor, recipient } = happening;
  const did = deedOf(happening);
  if (kind === 'message_received') return { who: recipient ?? 'The customer', did };
  if (actor.kind === 'desk') return { who: 'The desk', did };
  return { who: actor.name ?? 'Somebody', did };
}
