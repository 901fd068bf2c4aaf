import type { DeskReply } from '#contract/desk/conversation.ts';
import { sinceTime } from '../lib/dates.ts';
import { useIsAway } from '../lib/use-is-away.ts';
import { DraftStatus } from './draft-status.tsx';
import { hasUnsaved, type WorkingCopy } from './working-copy.ts';

interface Props {
  copy: WorkingCopy;
  /** What is saved, as far as the page knows. */
  reply: DeskReply | null;
  sentAt: string | null;
  saving: boolean;
  /** The journal has it. */
  isKept: boolean;
}

/** Says where each version is kept. */
export function ReplyStatus({ copy, reply, sentAt, saving, isKept }: Props) {
  const isAway = useIsAway();
  if (hasUnsaved(copy)) {
    if (saving) return <DraftStatus dot="busy">Saving…</DraftStatus>;
    return <DraftStatus dot="warning">{unsavedWords(copy, isKept, isAway)}</DraftStatus>;
  }
  if (copy.base === null && sentAt !== null)
    return <DraftStatus dot="good">Sent {sinceTime(sentAt)}</DraftStatus>;
  if (copy.base === null) return <DraftStatus dot="none">Not saved yet</DraftStatus>;
  if (reply?.failure != null && reply.revision === copy.base.revision)
    return <DraftStatus dot="bad">Could not send</DraftStatus>;
  const at = reply?.revision === copy.base.revision ? reply.updated_at : new Date(copy.asOf).toISOString();
  return <DraftStatus dot="good">Saved {sinceTime(at)}</DraftStatus>;
}

const reasons = { offline: 'Offline', 'signed out': 'Signed out', refused: 'Not saved yet' } as const;

function unsavedWords({ trouble }: WorkingCopy, isKept: boolean, isAway: boolean): string {
  const reason = reasons[trouble?.kind ?? (isAway ? 'offline' : 'refused')];
  if (isKept) return `${reason}: kept in this browser`;
  return reason === 'Not saved yet' ? reason : `${reason}: on this page alone`;
}
