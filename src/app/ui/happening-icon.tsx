import {
  Archive,
  Ban,
  CheckCheck,
  CircleAlert,
  Eye,
  KeyRound,
  type LucideIcon,
  Mail,
  Pencil,
  Send,
  SlidersHorizontal,
  Stamp,
  Trash2,
  Undo2,
} from 'lucide-react';

const icons: Record<string, LucideIcon> = {
  message_received: Mail,
  message_sent: Send,
  draft_queued: Stamp,
  draft_approved: CheckCheck,
  draft_returned: Undo2,
  draft_recalled: Undo2,
  decision_undone: Undo2,
  draft_kept: Archive,
  draft_deleted: Trash2,
  draft_failed: CircleAlert,
  draft_retrying: CircleAlert,
  draft_stopped: Ban,
  draft_sent: Send,
  review_requested: Eye,
  message_draft_deleted: Trash2,
  message_draft_failed: CircleAlert,
  message_draft_retrying: CircleAlert,
  policy_changed: SlidersHorizontal,
  key_created: KeyRound,
  key_changed: KeyRound,
};

/** What happened, at a glance. */
export function HappeningIcon({ kind }: { kind: string }) {
  const Icon = icons[kind] ?? Pencil;
  return (
    <span className="inline-flex size-6 shrink-0 items-center justify-center rounded-full border border-line text-third">
      <Icon aria-hidden className="size-3.5" strokeWidth={1.75} />
    </span>
  );
}
