import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import type { ReplyRevision } from '#contract/desk/history.ts';
import { sinceTime } from '../lib/dates.ts';
import { detailOf } from '../lib/http.ts';
import { ChangesView } from '../ui/changes/changes-view.tsx';
import { NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { approvalQueries } from './queries.ts';
import { comparedWith, type KnownRevision } from './revisions-of.ts';

/** Two revisions that the reader picked. */
interface Choice {
  from: string;
  /** Null: as it is now. */
  to: string | null;
  /** What had been missed when it was made. */
  missedSince: string | null;
}

interface Props {
  conversationId: string;
  reply: DeskReply;
  modality: 'email' | 'text';
  revisions: readonly KnownRevision[];
  missedSince: string | null;
}

const nameOf = ({ who, at, byProgram }: KnownRevision) =>
  `${byProgram ? 'AI draft' : who} · ${sinceTime(at)}`;

const versionOf = (
  {
    body_html: bodyHtml,
    cc_emails: cc,
    bcc_emails: bcc,
  }: Pick<ReplyRevision, 'body_html' | 'cc_emails' | 'bcc_emails'>,
  modality: 'email' | 'text',
) => ({ bodyHtml, cc, bcc, modality });

/** The difference between two revisions of a reply: those that matter to its reader, or any two that they choose. */
export function WhatChanged({ conversationId, reply, modality, revisions, missedSince }: Props) {
  const wanted = comparedWith(revisions, reply.revision, {
    missedSince,
    returned: reply.returned?.revision ?? null,
  });
  const [choice, setChoice] = useState<Choice | null>(null);
  // What was missed comes before what was chosen when nothing was.
  const chosen = choice?.missedSince === missedSince ? choice : null;
  const from = chosen?.from ?? wanted?.revision ?? null;
  const to = chosen?.to ?? reply.revision;
  const at = (revision: string | null) => ({
    ...approvalQueries.revision(conversationId, reply.response_id, revision ?? ''),
    enabled: revision !== null,
  });
  const before = useQuery(at(from));
  const after = useQuery({ ...at(to), enabled: to !== reply.revision });
  const afterIt = to === reply.revision ? reply : after.data;
  const error = before.error ?? after.error;
  const choose = (from: string, to: string) =>
    setChoice({ from, to: to === reply.revision ? null : to, missedSince });

  if (from === null)
    return (
      <section aria-label="What changed" tabIndex={-1} className="flex flex-col gap-1.5">
        <h2 className="text-[13px] font-semibold text-second">What changed</h2>
        <p className="text-[13px] text-third">Nothing: it says what was first written.</p>
      </section>
    );
  return (
    <section aria-label="What changed" tabIndex={-1} className="flex scroll-my-4 flex-col gap-2">
      {error ? (
        <p role="alert" className="text-[13px] text-bad-ink">
          {detailOf(error)}{' '}
          <NoticeAction onClick={() => (before.error ? before.refetch() : after.refetch())}>
            Retry
          </NoticeAction>
        </p>
      ) : before.data && afterIt ? (
        <ChangesView
          heading={chosen ? 'What changed' : (wanted?.why ?? 'What changed')}
          before={versionOf(before.data, modality)}
          after={versionOf(afterIt, modality)}
        />
      ) : (
        <Skeleton className="h-20 w-full" />
      )}
      {revisions.length > 1 ? (
        <div className="grid grid-cols-2 gap-2">
          <Choose label="From" value={from} revisions={revisions} onChoose={(from) => choose(from, to)} />
          <Choose label="To" value={to} revisions={revisions} onChoose={(to) => choose(from, to)} />
        </div>
      ) : null}
    </section>
  );
}

function Choose(props: {
  label: string;
  value: string;
  revisions: readonly KnownRevision[];
  onChoose: (revision: string) => void;
}) {
  const { label, value, revisions, onChoose } = props;
  return (
    <label className="flex min-w-0 flex-col gap-0.5 text-[12px] text-third">
      {label}
      <select
        value={value}
        onChange={(event) => onChoose(event.target.value)}
        className="h-11 w-full min-w-0 truncate rounded-lg border border-line-strong bg-surface px-1.5 text-[12.5px] text-ink wide:h-8"
      >
        {revisions
          .filter(({ isPassing, revision }) => !isPassing || revision === value)
          .map((known) => (
            <option key={known.revision} value={known.revision}>
              {nameOf(known)}
            </option>
          ))}
      </select>
    </label>
  );
}
