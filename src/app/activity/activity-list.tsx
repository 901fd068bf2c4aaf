import { useInfiniteQuery } from '@tanstack/react-query';
import { Activity, CalendarX2, CloudAlert, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import { detailOf } from '../lib/http.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LoadMore } from '../ui/load-more.tsx';
import { NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type ActivityFilter, isBackwards, isNarrowed } from './activity-filter.ts';
import { ActivityRow } from './activity-row.tsx';
import { activityQueries } from './queries.ts';

/** Who did what when, newest first. */
export function ActivityList({ filter }: { filter: ActivityFilter }) {
  const source = useInfiniteQuery(activityQueries.events(filter));
  const rows = useMemo(() => source.data?.pages.flatMap((page) => page.data), [source.data]);
  if (isBackwards(filter)) {
    return (
      <EmptyState icon={CalendarX2} title="These days are in the wrong order">
        The first day has to come before the last one.
      </EmptyState>
    );
  }
  if (rows === undefined) {
    return source.error ? (
      <EmptyState
        role="alert"
        icon={CloudAlert}
        title="The activity did not load"
        action={<Button onClick={() => source.refetch()}>Retry</Button>}
      >
        {detailOf(source.error)}
      </EmptyState>
    ) : (
      <Loading />
    );
  }
  return (
    <>
      {source.error ? (
        <p role="status" className="px-4 py-2 text-[12.5px] text-second">
          This list may be out of date. <NoticeAction onClick={() => source.refetch()}>Retry</NoticeAction>
        </p>
      ) : null}
      {rows.length > 0 ? (
        <ol aria-label="Activity">
          {rows.map((happening) => (
            <ActivityRow key={happening.event_id} happening={happening} />
          ))}
        </ol>
      ) : isNarrowed(filter) ? (
        <EmptyState icon={SearchX} title="Nothing like this happened">
          Choose other days, somebody else or another kind of event.
        </EmptyState>
      ) : (
        <EmptyState icon={Activity} title="Nothing has happened yet">
          What people, programs and the desk do to conversations and replies is listed here.
        </EmptyState>
      )}
      <LoadMore source={source} />
    </>
  );
}

function Loading() {
  return (
    <div role="status" aria-label="Loading the activity">
      {['w-2/5', 'w-1/2', 'w-1/3', 'w-3/5', 'w-1/4', 'w-3/4'].map((width) => (
        <div key={width} className="flex gap-3 px-4 py-4">
          <Skeleton className="size-6 rounded-full!" />
          <Skeleton className={`h-3 ${width}`} />
        </div>
      ))}
    </div>
  );
}
