import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { ChevronLeft, CloudAlert, SearchX } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { DeskMessage } from '#contract/desk/conversation.ts';
import { ConversationHeader, contactName } from './conversation/conversation-header.tsx';
import { ConversationLog } from './conversation/conversation-log.tsx';
import { conversationQueries } from './conversation/queries.ts';
import { ApiError, detailOf } from './lib/http.ts';
import { paths } from './paths.ts';
import { Reply } from './reply/reply.tsx';
import { sessionQueries } from './session/queries.ts';
import { Button, buttonClass } from './ui/button.tsx';
import { EmptyState } from './ui/empty-state.tsx';
import { NoticeAction } from './ui/notice.tsx';
import { Skeleton } from './ui/skeleton.tsx';

function BackLink({ className, children }: { className: string; children: React.ReactNode }) {
  const { queue, search } = useSearch({ strict: false });
  return queue === undefined ? (
    <Link to={paths.conversations} search={{ search }} className={className}>
      {children}
    </Link>
  ) : (
    <Link to={paths.queue} params={{ tab: queue }} search={{ search }} className={className}>
      {children}
    </Link>
  );
}

function Problem({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <div className="flex h-full items-center justify-center">
      <EmptyState
        role="alert"
        heading="h1"
        icon={missing ? SearchX : CloudAlert}
        title={missing ? 'This conversation does not exist here' : 'The conversation did not open'}
        action={
          missing ? (
            <BackLink className={buttonClass('secondary')}>Back to the list</BackLink>
          ) : (
            <Button onClick={onRetry}>Retry</Button>
          )
        }
      >
        {missing ? 'It may belong to another organisation, or its address is mistyped.' : detailOf(error)}
      </EmptyState>
    </div>
  );
}

function LoadingHeader() {
  return (
    <div className="flex min-h-16 shrink-0 items-center gap-3 border-b border-line px-4 wide:px-6">
      <Skeleton className="size-9 rounded-full!" />
      <div className="flex flex-col gap-2">
        <Skeleton className="h-3 w-44" />
        <Skeleton className="h-2.5 w-64" />
      </div>
    </div>
  );
}

function lastSentOf(messages: DeskMessage[]) {
  for (const { response_id: responseId, at } of messages.toReversed())
    if (responseId !== null) return { responseId, at };
  return null;
}

/** One conversation: who it is with, its history, and the reply that is being written. */
function OpenConversation({ conversationId }: { conversationId: string }) {
  const detail = useQuery(conversationQueries.detail(conversationId));
  const history = useInfiniteQuery(conversationQueries.messages(conversationId));
  const session = useQuery(sessionQueries.current()).data;
  const messages = useMemo(() => history.data?.pages.flatMap((page) => page.data).reverse(), [history.data]);
  const conversation = detail.data;
  const newest = messages?.at(-1);
  const lastSent = useMemo(() => messages && lastSentOf(messages), [messages]);

  // The history is fetched again when something happened, rather than with every look at the conversation.
  const moment = conversation && `${conversation.message_count} ${conversation.reply?.response_id ?? ''}`;
  const seen = useRef(moment);
  const { refetch } = history;
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== moment) refetch();
    seen.current = moment;
  }, [moment, refetch]);

  const name = conversation && contactName(conversation);
  const missing = detail.error instanceof ApiError && detail.error.status === 404;
  const title = name ?? (missing ? 'Conversation not found' : undefined);
  useEffect(() => {
    if (title !== undefined) document.title = `${title} · Countersign`;
  }, [title]);

  if (detail.error && conversation === undefined) {
    return <Problem error={detail.error} onRetry={() => detail.refetch()} />;
  }
  const back = (
    <BackLink className="-ml-2 inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-second wide:hidden">
      <ChevronLeft aria-hidden className="size-5" />
      <span className="sr-only">Back to the list</span>
    </BackLink>
  );
  return (
    <section aria-label={name ?? 'Conversation'} className="flex h-full flex-col">
      {conversation ? <ConversationHeader conversation={conversation} back={back} /> : <LoadingHeader />}
      {detail.error ? (
        <p
          role="status"
          className="flex items-center justify-center gap-3 border-b border-line bg-sunken text-[12.5px] text-second"
        >
          This page may be out of date. <NoticeAction onClick={() => detail.refetch()}>Retry</NoticeAction>
        </p>
      ) : null}
      <ConversationLog
        messages={messages}
        contactName={name ?? ''}
        error={history.error}
        hasEarlier={history.hasNextPage}
        loadingEarlier={history.isFetchingNextPage}
        onEarlier={() => history.fetchNextPage()}
        onRetry={() => history.refetch()}
      >
        <div className="shrink-0 px-3 pb-3 wide:px-6 wide:pb-4">
          {conversation && session ? (
            <Reply
              place={{
                organizationId: session.organization.organization_id,
                conversationId,
                copyKey: `${session.person.person_id} ${conversationId}`,
              }}
              conversation={conversation}
              me={session.person.name}
              asOf={detail.dataUpdatedAt}
              historyAsOf={history.dataUpdatedAt}
              lastSent={lastSent}
              sentAt={newest && newest.response_id !== null ? newest.at : null}
            />
          ) : null}
        </div>
      </ConversationLog>
    </section>
  );
}

export function ConversationPage() {
  const { conversationId } = useParams({ strict: false });
  if (conversationId === undefined) return null;
  return <OpenConversation key={conversationId} conversationId={conversationId} />;
}
