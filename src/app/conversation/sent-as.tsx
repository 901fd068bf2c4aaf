import type { DeskMessage } from '#contract/desk/conversation.ts';
import { fullDate } from '../lib/dates.ts';
import { Badge } from '../ui/badge.tsx';

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
    <details className="text-[12.5px] text-second">
      <summary className="flex min-h-6 w-fit max-w-full cursor-pointer list-none items-center gap-1.5 rounded max-wide:py-2.5 hover:text-ink [&::-webkit-details-marker]:hidden">
        <Badge tone={same ? 'good' : 'bad'}>{same ? 'Sent as approved' : 'Not what was approved'}</Badge>{' '}
        <span dir="auto" className="truncate">
          by {approval.by}
        </span>
      </summary>
      <dl className="my-1.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 rounded-[10px] bg-sunken px-3 py-2">
        {lines.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-third">{label}</dt>
            <dd className="min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
