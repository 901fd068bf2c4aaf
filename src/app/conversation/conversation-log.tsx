import { CloudAlert } from 'lucide-react';
import { type ReactNode, useCallback, useLayoutEffect, useRef } from 'react';
import type { DeskMessage } from '#contract/desk/conversation.ts';
import { detailOf } from '../lib/http.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { MessageArticle } from './message-article.tsx';
import { useStickToEnd } from './use-stick-to-end.ts';

interface Props {
  /** Oldest first. */
  messages: DeskMessage[] | undefined;
  /** For messages that do not say who sent them. */
  contactName: string;
  error: Error | null;
  hasEarlier: boolean;
  loadingEarlier: boolean;
  onEarlier: () => void;
  onRetry: () => void;
  /** What stands below the history: the reply. */
  children: ReactNode;
}

/** A region that scrolls must be reachable by keyboard, whatever it holds (WCAG 2.1.1). */
const scrollsByKeyboard = { tabIndex: 0 };

function LoadingMessages() {
  return (
    <div role="status" aria-label="Loading the conversation" className="flex flex-col gap-7">
      {['w-3/5', 'w-4/5', 'w-2/5'].map((width) => (
        <div key={width} className="flex gap-3">
          <Skeleton className="size-[30px] rounded-full!" />
          <div className="flex flex-1 flex-col gap-2 pt-1">
            <Skeleton className="h-3 w-40" />
            <Skeleton className="h-2.5 w-full" />
            <Skeleton className={`h-2.5 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}

/** On a wide screen the history scrolls above the reply; on a small one both scroll together. */
export function ConversationLog(props: Props) {
  const { messages, contactName, error, hasEarlier, loadingEarlier, onEarlier, onRetry, children } = props;
  const pane = useRef<HTMLDivElement>(null);
  const log = useRef<HTMLDivElement>(null);
  const { content, keepPlace } = useStickToEnd(pane, log);
  const oldest = messages?.[0]?.message_id;
  const shownOldest = useRef(oldest);
  const restore = useRef<(() => void) | null>(null);

  const showEarlier = useCallback(() => {
    restore.current = keepPlace();
    onEarlier();
  }, [keepPlace, onEarlier]);

  useLayoutEffect(() => {
    if (oldest === shownOldest.current) return;
    shownOldest.current = oldest;
    restore.current?.();
    restore.current = null;
  });

  return (
    <div ref={pane} className="flex min-h-0 flex-1 flex-col max-split:overflow-y-auto">
      <div
        ref={log}
        role="log"
        aria-label="Conversation"
        aria-busy={messages === undefined || loadingEarlier}
        {...scrollsByKeyboard}
        className="flex flex-col px-4 outline-offset-[-2px] wide:px-6 split:min-h-0 split:flex-1 split:overflow-y-auto max-split:grow"
      >
        <div ref={content} className="mx-auto mt-auto flex w-full max-w-[760px] flex-col gap-6 py-5">
          {hasEarlier ? (
            <div className="flex justify-center">
              <Button look="quiet" busy={loadingEarlier} onClick={showEarlier}>
                {loadingEarlier ? 'Loading earlier messages…' : 'Show earlier messages'}
              </Button>
            </div>
          ) : null}
          {messages === undefined && error === null ? <LoadingMessages /> : null}
          {messages === undefined && error !== null ? (
            <EmptyState
              role="alert"
              icon={CloudAlert}
              title="The messages did not load"
              action={<Button onClick={onRetry}>Retry</Button>}
            >
              {detailOf(error)}
            </EmptyState>
          ) : null}
          {messages?.length === 0 ? (
            <p className="text-center text-[13px] text-second">
              No messages yet. Your reply will be the first.
            </p>
          ) : null}
          {messages?.map((message) => (
            <MessageArticle key={message.message_id} message={message} contactName={contactName} />
          ))}
          {messages !== undefined && error !== null ? (
            <p role="status" className="flex items-center justify-center gap-3 text-[12.5px] text-second">
              New messages may be missing. <NoticeAction onClick={onRetry}>Retry</NoticeAction>
            </p>
          ) : null}
        </div>
      </div>
      {children}
    </div>
  );
}
