import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell } from 'lucide-react';
import { lazy, Suspense, useId, useRef, useState } from 'react';
import { useReadNews } from './mutations.ts';
import { NewsLoading } from './news-loading.tsx';
import { unreadLabel } from './news-words.ts';
import { newsQueries } from './queries.ts';
import { useTitleBadge } from './use-title-badge.ts';

const NewsList = lazy(async () => ({ default: (await import('./news-list.tsx')).NewsList }));

/** Counts what is unread; its list counts as read once it is closed again. A native popover, as the account's. */
export function NewsBell() {
  const client = useQueryClient();
  const unread = useQuery(newsQueries.count()).data?.unread ?? 0;
  const read = useReadNews();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const label = unread === 0 ? null : unreadLabel(unread);
  useTitleBadge(label);

  const closed = () => {
    const newest = client.getQueryData(newsQueries.list().queryKey)?.pages[0]?.data[0];
    if (newest?.unread) read.mutate(newest.event_id);
  };
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={label === null ? 'Notifications' : `Notifications, ${label} unread`}
        data-tip={open ? undefined : 'Notifications'}
        className="relative inline-flex size-11 shrink-0 items-center justify-center rounded-[10px] text-second transition-colors duration-150 hover:text-ink wide:size-[38px]"
      >
        <Bell aria-hidden className="size-[18px]" strokeWidth={1.75} />
        {label === null ? null : (
          <span
            aria-hidden
            className="absolute top-0.5 left-1/2 min-w-4 rounded-full bg-accent px-1 text-center text-[10.5px] leading-4 font-semibold text-on-accent tabular-nums"
          >
            {label}
          </span>
        )}
      </button>
      <span role="status" aria-label="New notifications" className="sr-only">
        {label === null ? '' : `${label} unread`}
      </span>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="dialog"
        aria-label="Notifications"
        onToggle={({ newState }) => {
          setOpen(newState === 'open');
          if (newState === 'closed') closed();
        }}
        className="fixed inset-auto right-3 bottom-18 m-0 max-h-[min(70dvh,560px)] w-[min(380px,calc(100vw-24px))] flex-col overflow-hidden rounded-[14px] border border-line bg-surface text-ink shadow-float open:flex wide:right-auto wide:bottom-4 wide:left-16"
      >
        <h2 className="shrink-0 px-4 pt-3.5 pb-2 text-[15px] font-semibold">Notifications</h2>
        {open ? (
          <Suspense fallback={<NewsLoading />}>
            <NewsList onLeave={() => list.current?.hidePopover()} />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}
