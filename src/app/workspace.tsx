import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ConversationList } from './queue/conversation-list.tsx';
import { QueueTabs } from './queue/queue-tabs.tsx';
import { ReplyList } from './queue/reply-list.tsx';
import { SearchBox } from './queue/search-box.tsx';

/** The list and, beside it, what is chosen from it; one of the two on a narrow screen. */
export function Workspace() {
  const { tab, conversationId } = useParams({ strict: false });
  const { search = '', queue } = useSearch({ strict: false });
  const navigate = useNavigate();
  const shown = tab ?? queue;
  const title = shown === undefined ? 'Conversations' : 'Replies';

  useEffect(() => {
    if (conversationId === undefined) document.title = `${title} · Countersign`;
  }, [title, conversationId]);

  return (
    <main className="flex h-full">
      <section
        aria-label={title}
        className={`${conversationId === undefined ? '' : 'max-wide:hidden'} flex w-full shrink-0 flex-col border-line bg-sunken wide:w-[332px] wide:border-r full:w-[348px]`}
      >
        <h1 className="px-4 pt-4 pb-1.5 text-[16px] font-semibold tracking-[-0.015em]">{title}</h1>
        {shown === undefined ? null : <QueueTabs current={shown} />}
        <SearchBox
          label={`Search ${title.toLowerCase()}`}
          value={search}
          onSearch={(value) =>
            navigate({
              to: '.',
              search: (previous) => ({ ...previous, search: value || undefined }),
              replace: true,
            })
          }
        />
        <div className="min-h-0 flex-1 overflow-y-auto">
          {shown === undefined ? (
            <ConversationList search={search} selectedId={conversationId} />
          ) : (
            <ReplyList key={shown} tab={shown} search={search} selectedId={conversationId} />
          )}
        </div>
      </section>
      <div
        className={`${conversationId === undefined ? 'max-wide:hidden' : ''} h-full min-w-0 flex-1 bg-surface`}
      >
        <Outlet />
      </div>
    </main>
  );
}
