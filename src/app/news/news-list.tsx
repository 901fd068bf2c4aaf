import { useInfiniteQuery } from '@tanstack/react-query';
import { Bell, CloudAlert } from 'lucide-react';
import { fetchMore } from '../lib/fetch-more.ts';
import { detailOf } from '../lib/http.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NoticeAction } from '../ui/notice.tsx';
import { DesktopOffer } from './desktop-offer.tsx';
import { NewsLoading } from './news-loading.tsx';
import { NewsRow } from './news-row.tsx';
import { newsQueries } from './queries.ts';

/** @param onLeave one of them was followed. */
export function NewsList({ onLeave }: { onLeave: () => void }) {
  const news = useInfiniteQuery(newsQueries.list());
  if (news.isPending) return <NewsLoading />;
  if (news.data === undefined) {
    return (
      <EmptyState
        role="alert"
        icon={CloudAlert}
        title="The notifications did not load"
        action={<Button onClick={() => news.refetch()}>Retry</Button>}
      >
        {detailOf(news.error)}
      </EmptyState>
    );
  }
  const items = news.data.pages.flatMap(({ data }) => data);
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto px-1.5 pb-1.5">
        {news.error ? (
          <p role="status" className="flex items-center gap-2 px-2.5 pb-1 text-[12.5px] text-second">
            <CloudAlert aria-hidden className="size-4 shrink-0" />
            <span className="flex-1">This list may be out of date.</span>
            <NoticeAction onClick={() => news.refetch()}>Retry</NoticeAction>
          </p>
        ) : null}
        {items.length === 0 ? (
          <EmptyState icon={Bell} title="Nothing new">
            What needs you, and what becomes of your replies, is told here.
          </EmptyState>
        ) : (
          <ol aria-label="Notifications">
            {items.map((item) => (
              <li key={item.event_id}>
                <NewsRow item={item} onLeave={onLeave} />
              </li>
            ))}
          </ol>
        )}
        {news.hasNextPage ? (
          <div className="flex justify-center py-2">
            <Button look="quiet" busy={news.isFetchingNextPage} onClick={() => fetchMore(news)}>
              {news.isFetchingNextPage ? 'Loading more…' : 'Load more'}
            </Button>
          </div>
        ) : null}
      </div>
      <DesktopOffer />
    </>
  );
}
