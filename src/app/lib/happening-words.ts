import type { Happening } from '#contract/desk/happening.ts';

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

/** Who did what, as a sentence in two parts: the doer in bold, then the deed. */
export function happeningWords({ kind, actor, recipient, awaiting_approval: asks }: Happening): {
  who: string;
  did: string;
} {
  const did = asks ? 'asked for approval' : (words[kind] ?? kind.replaceAll('_', ' '));
  if (kind === 'message_received') return { who: recipient ?? 'The customer', did };
  if (actor.kind === 'desk') return { who: 'The desk', did };
  return { who: actor.name ?? 'Somebody', did };
}
