import { useQuery } from '@tanstack/react-query';
import type { ReactNode, RefObject } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { atTime } from '../lib/dates.ts';
import { detailOf } from '../lib/http.ts';
import { NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Choice, Comparison } from './comparison.tsx';
import { approvalQueries } from './queries.ts';

interface Props {
  conversationId: string;
  /** The pending one; null: what was sent last is compared. */
  reply: DeskReply | null;
  modality: 'email' | 'text';
  missedSince: string | null;
  /** Two versions that are compared instead of those that matter most. */
  choice: Choice | null;
  onChoose: (choice: Choice) => void;
  ref: RefObject<HTMLElement | null>;
}

/** The difference between two versions of a reply: the pending one, or the last one that was sent. */
export function WhatChanged(props: Props) {
  const { conversationId, reply, modality, missedSince, choice, onChoose, ref } = props;
  const { data, error, refetch } = useQuery(approvalQueries.revisions(conversationId, reply?.response_id));
  if (data === undefined) {
    if (error)
      return (
        <Region title="What changed">
          <p role="alert" className="text-[13px] text-bad-ink">
            {detailOf(error)} <NoticeAction onClick={() => refetch()}>Retry</NoticeAction>
          </p>
        </Region>
      );
    return reply ? (
      <Region title="What changed">
        <Skeleton className="h-20 w-full" />
      </Region>
    ) : null;
  }
  const { data: revisions, response_id: responseId, sent } = data;
  if (reply)
    return (
      <Region ref={ref} title="What changed">
        <Comparison
          choice={choice}
          onChoose={onChoose}
          of={{
            conversationId,
            responseId: reply.response_id,
            revision: reply.revision,
            now: reply,
            modality,
          }}
          revisions={revisions}
          reading={{
            missedSince,
            returned: reply.returned?.revision ?? null,
            isToReview: reply.awaiting_approval,
          }}
          same="Nothing: it says what was first written."
        />
      </Region>
    );
  if (responseId === null || sent === null || revisions.length < 2) return null;
  return (
    <Region ref={ref} title={`What changed in the reply sent ${atTime(sent.at)}`}>
      <Comparison
        key={responseId}
        choice={choice}
        onChoose={onChoose}
        of={{ conversationId, responseId, revision: sent.revision, now: null, modality }}
        revisions={revisions}
        reading={{ missedSince: null, returned: null, isToReview: false }}
        same="Nothing: what was first written was sent."
      />
    </Region>
  );
}

interface RegionProps {
  title: string;
  children: ReactNode;
  ref?: RefObject<HTMLElement | null>;
}

function Region({ title, children, ref }: RegionProps) {
  return (
    <section ref={ref} aria-label="What changed" tabIndex={-1} className="flex scroll-my-4 flex-col gap-2">
      <h2 className="text-[13px] font-semibold text-second">{title}</h2>
      {children}
    </section>
  );
}
