import { useQuery } from '@tanstack/react-query';
import type { KnownRevision, ReplyRevision } from '#contract/desk/history.ts';
import { atTime, sinceTime } from '../lib/dates.ts';
import { detailOf } from '../lib/http.ts';
import { ChangesView } from '../ui/changes/changes-view.tsx';
import { NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { comparedWith, type Reading } from './compared-with.ts';
import { approvalQueries } from './queries.ts';

type Content = Pick<ReplyRevision, 'body_html' | 'cc_emails' | 'bcc_emails'>;

interface Props {
  /** What is compared; `now`: what it says, where that is known. */
  of: {
    conversationId: string;
    responseId: string;
    revision: string;
    now: Content | null;
    modality: 'email' | 'text';
  };
  /** Oldest first. */
  revisions: readonly KnownRevision[];
  reading: Reading;
  /** What is said where there is nothing to compare with. */
  same: string;
  choice: Choice | null;
  onChoose: (choice: Choice) => void;
}

/** Two versions that the reader picked. */
export interface Choice {
  /** What they are versions of. */
  responseId: string;
  from: string;
  /** When that was saved, where it is in no list. */
  fromAt?: string;
  /** Null: as it is now. */
  to: string | null;
  /** What had been missed when it was made. */
  missedSince: string | null;
}

/** The difference between the versions that matter to the reader of a reply, or any two that they choose. */
export function Comparison({ of, revisions, reading, same, choice, onChoose }: Props) {
  const { conversationId, responseId, revision: current, now, modality } = of;
  const { missedSince } = reading;
  const wanted = comparedWith(revisions, current, reading);
  // What was missed comes before what was chosen when nothing was.
  const chosen = choice?.responseId === responseId && choice.missedSince === missedSince ? choice : null;
  const from = chosen?.from ?? wanted?.revision ?? current;
  const to = chosen?.to ?? current;
  const isSame = chosen === null && wanted === null;
  const isKnown = (revision: string) => isSame || (revision === current && now !== null);
  const at = (revision: string) => ({
    ...approvalQueries.revision(conversationId, responseId, revision),
    enabled: !isKnown(revision),
  });
  const before = useQuery(at(from));
  const after = useQuery(at(to));
  const contentOf = (revision: string, fetched: ReplyRevision | undefined) =>
    revision === current ? (now ?? fetched) : fetched;
  const [older, newer] = [contentOf(from, before.data), contentOf(to, after.data)];
  const error = before.error ?? after.error;
  const choose = (from: string, to: string) =>
    onChoose({
      responseId,
      from,
      ...(chosen?.fromAt && from === chosen.from && { fromAt: chosen.fromAt }),
      to: to === current ? null : to,
      missedSince,
    });
  const unlistedFrom = chosen?.fromAt
    ? `Saved ${atTime(chosen.fromAt)}`
    : from === missedSince
      ? 'As you read it'
      : 'Now';
  const versionOf = ({ body_html: bodyHtml, cc_emails: cc, bcc_emails: bcc }: Content) => ({
    bodyHtml,
    cc,
    bcc,
    modality,
  });
  return (
    <>
      {isSame ? (
        <p className="text-[13px] text-third">{same}</p>
      ) : error ? (
        <p role="alert" className="text-[13px] text-bad-ink">
          {detailOf(error)}{' '}
          <NoticeAction onClick={() => (before.error ? before.refetch() : after.refetch())}>
            Retry
          </NoticeAction>
        </p>
      ) : older && newer ? (
        <ChangesView
          heading={chosen ? 'Between these versions' : (wanted?.why ?? '')}
          before={versionOf(older)}
          after={versionOf(newer)}
        />
      ) : (
        <Skeleton className="h-20 w-full" />
      )}
      {revisions.length > 1 ? (
        <div className="grid gap-1.5">
          <Choose
            label="From"
            value={from}
            unlisted={unlistedFrom}
            revisions={revisions}
            onChoose={(from) => choose(from, to)}
          />
          <Choose
            label="To"
            value={to}
            unlisted="Now"
            revisions={revisions}
            onChoose={(to) => choose(from, to)}
          />
        </div>
      ) : null}
    </>
  );
}

const nameOf = ({ actor, at, fates }: KnownRevision) =>
  `${actor.kind === 'key' ? 'AI draft' : (actor.name ?? 'The desk')} · ${[sinceTime(at), ...fates].join(', ')}`;

function Choose(props: {
  label: string;
  value: string;
  /** What the version is called that is in no list: it was written past, or the list is older than the reply. */
  unlisted: string;
  revisions: readonly KnownRevision[];
  onChoose: (revision: string) => void;
}) {
  const { label, value, unlisted, revisions, onChoose } = props;
  return (
    <label className="flex min-w-0 items-center gap-2 text-[12px] text-third">
      <span className="w-8 shrink-0">{label}</span>
      <select
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className="h-11 w-full min-w-0 truncate rounded-lg border border-line-strong bg-surface px-1.5 text-[12.5px] text-ink wide:h-8"
      >
        {revisions.map((known) => (
          <option key={known.revision} value={known.revision}>
            {nameOf(known)}
          </option>
        ))}
        {revisions.some(({ revision }) => revision === value) ? null : (
          <option value={value}>{unlisted}</option>
        )}
      </select>
    </label>
  );
}
