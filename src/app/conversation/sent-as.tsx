import type { DeskMessage } from '#contract/desk/conversation.ts';
import { fullDate } from '../lib/dates.ts';
import { Badge } from '../ui/badge.tsx';
import { Facts } from './facts.tsx';

/** What left is what somebody approved: the fingerprints of both are the same, and can be read. */
export function SentAs({ message: { approval, revision } }: { message: DeskMessage }) {
  if (approval === null) return null;
  const same = approval.revision === revision;
  const lines = [
    ['Approved by', `${approval.by}, ${fullDate(approval.at)}`],
    ['Approved fingerprint', approval.revision],
    ['Sent fingerprint', revision ?? 'not known'],
  ] as const;
  return (
    <Facts
      className="flex min-h-6 items-center gap-1.5"
      lines={lines}
      summary={
        <>
          <Badge tone={same ? 'good' : 'bad'}>{same ? 'Sent as approved' : 'Not what was approved'}</Badge>{' '}
          <span dir="auto" className="truncate">
            by {approval.by}
          </span>
        </>
      }
    />
  );
}
