import type { EventKind } from '#contract/desk/happening.ts';

/** The kinds of events, in the words by which somebody looks for them. */
export const kindGroups: { label: string; kinds: { kind: EventKind; label: string }[] }[] = [
  {
    label: 'Decisions',
    kinds: [
      { kind: 'draft_approved', label: 'Reply approved' },
      { kind: 'draft_returned', label: 'Reply returned' },
      { kind: 'decision_undone', label: 'Decision undone' },
    ],
  },
  {
    label: 'Replies',
    kinds: [
      { kind: 'draft_saved', label: 'Reply saved' },
      { kind: 'review_requested', label: 'Review asked for' },
      { kind: 'draft_queued', label: 'Reply let go, or approval asked for' },
      { kind: 'draft_recalled', label: 'Reply taken back' },
      { kind: 'draft_stopped', label: 'Reply held: customer wrote again' },
      { kind: 'draft_confirmed', label: 'New message read, reply kept' },
      { kind: 'draft_kept', label: 'Version kept' },
      { kind: 'draft_deleted', label: 'Reply discarded' },
    ],
  },
  {
    label: 'Delivery',
    kinds: [
      { kind: 'draft_sent', label: 'Reply sent' },
      { kind: 'draft_retrying', label: 'Sending put off' },
      { kind: 'draft_failed', label: 'Sending failed' },
    ],
  },
  {
    label: 'Messages',
    kinds: [
      { kind: 'message_received', label: 'Customer wrote' },
      { kind: 'message_sent', label: 'Message sent' },
      { kind: 'message_draft_saved', label: 'First message saved' },
      { kind: 'message_draft_queued', label: 'First message let go' },
      { kind: 'message_draft_deleted', label: 'First message discarded' },
      { kind: 'message_draft_retrying', label: 'First message put off' },
      { kind: 'message_draft_failed', label: 'First message failed' },
    ],
  },
  {
    label: 'Settings',
    kinds: [
      { kind: 'policy_changed', label: 'Policy changed' },
      { kind: 'key_created', label: 'API key made' },
      { kind: 'key_changed', label: 'API key changed' },
    ],
  },
];
