import type { ReactNode } from 'react';
import type { OutgoingMail } from './outgoing-mail.ts';
import { labelOf, type Recipient } from './recipients.ts';

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-third">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  );
}

function People({ recipients }: { recipients: readonly Recipient[] }) {
  return recipients.map((recipient, index) => (
    <span key={labelOf(recipient)}>
      {index > 0 ? ', ' : ''}
      <bdi>{recipient.source ?? labelOf(recipient)}</bdi>
      {recipient.problem === null ? null : <span className="text-bad-ink"> (not an address)</span>}
    </span>
  ));
}

/** From whom to whom, as the recipients are told; Bcc is what they are not told. */
export function PreviewHeading({ mail: { from, to, cc, bcc, subject } }: { mail: OutgoingMail }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 border-b border-line bg-surface px-3.5 py-3 text-[13px] wide:px-5">
      <Line label="From">
        <bdi>{from}</bdi>
      </Line>
      <Line label="To">
        {to === null ? (
          <span className="text-bad-ink">Nobody: the contact has no address</span>
        ) : (
          <bdi>{to}</bdi>
        )}
      </Line>
      {cc.length > 0 ? (
        <Line label="Cc">
          <People recipients={cc} />
        </Line>
      ) : null}
      {bcc.length > 0 ? (
        <Line label="Bcc">
          <People recipients={bcc} />
          <span className="text-third"> · the others do not see this</span>
        </Line>
      ) : null}
      <Line label="Subject">
        <bdi className="font-semibold">{subject}</bdi>
      </Line>
    </dl>
  );
}
