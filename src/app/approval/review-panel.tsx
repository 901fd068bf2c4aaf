import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import type { DeskConversation } from '#contract/desk/conversation.ts';
import { fetchMore } from '../lib/fetch-more.ts';
import { detailOf } from '../lib/http.ts';
import { Button } from '../ui/button.tsx';
import { NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Choice } from './comparison.tsx';
import { HistoryList } from './history-list.tsx';
import { approvalQueries } from './queries.ts';
import { WhatChanged } from './what-changed.tsx';

interface Props {
  conversation: DeskConversation;
  /** What stands above: whether it may go out. */
  checks: ReactNode;
  missedSince: string | null;
  onRestore: ((of: { responseId: string; revision: string }) => void) | undefined;
}

/** May this go out? What the checks say, what changed, who did what. */
export function ReviewPanel({ conversation, checks, missedSince, onRestore }: Props) {
  const { conversation_id: conversationId, reply, reply_modality: modality } = conversation;
  const history = useInfiniteQuery(approvalQueries.history(conversationId));
  const happenings = useMemo(() => history.data?.pages.flatMap((page) => page.data), [history.data]);
  const [choice, setChoice] = useState<Choice | null>(null);
  const changes = useRef<HTMLElement>(null);
  const known = useQuery(approvalQueries.revisions(conversationId, reply?.response_id)).data;
  const comparable = reply
    ? { responseId: reply.response_id, current: reply.revision }
    : { responseId: known?.response_id ?? null, current: known?.sent?.revision ?? null };
  const compare = (responseId: string, from: string, fromAt: string) => {
    setChoice({ responseId, from, fromAt, to: null, missedSince });
    changes.current?.focus();
  };
  return (
    <div className="flex flex-col gap-5">
      {checks}
      {reply?.returned ? (
        <section aria-label="Returned" className="flex flex-col gap-1.5">
          <h2 className="text-[13px] font-semibold text-second">Returned by {reply.returned.by}</h2>
          <p className="rounded-[10px] bg-warning-soft px-3 py-2 text-[13px] wrap-anywhere text-warning-ink">
            {reply.returned.note}
          </p>
          {reply.returned.passage === null ? null : (
            <blockquote className="border-l-2 border-line-strong pl-2 text-[13px] wrap-anywhere text-second">
              {reply.returned.passage}
            </blockquote>
          )}
        </section>
      ) : null}
      <WhatChanged
        key={reply?.response_id}
        conversationId={conversationId}
        reply={reply}
        modality={modality}
        missedSince={missedSince}
        choice={choice}
        onChoose={setChoice}
        ref={changes}
      />
      <section aria-label="Story" className="flex flex-col gap-2.5">
        <h2 className="text-[13px] font-semibold text-second">History</h2>
        {happenings ? (
          <HistoryList
            happenings={happenings}
            onRestore={onRestore}
            current={reply?.revision ?? null}
            comparable={comparable}
            onCompare={compare}
          />
        ) : history.error ? (
          <p role="alert" className="text-[13px] text-bad-ink">
            {detailOf(history.error)} <NoticeAction onClick={() => history.refetch()}>Retry</NoticeAction>
          </p>
        ) : (
          <Skeleton className="h-24 w-full" />
        )}
        {history.hasNextPage ? (
          <Button look="quiet" busy={history.isFetchingNextPage} onClick={() => fetchMore(history)}>
            Show earlier
          </Button>
        ) : null}
      </section>
    </div>
  );
}
