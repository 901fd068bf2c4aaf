import type { LucideIcon } from 'lucide-react';
import { CloudAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { detailOf } from '../lib/http.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

interface Source {
  error: Error | null;
  isPending: boolean;
  isFetchingNextPage: boolean;
  hasNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

interface Props<T> {
  label: string;
  source: Source;
  rows: T[] | undefined;
  row: (row: T) => ReactNode;
  empty: { icon: LucideIcon; title: string; text: string };
}

function LoadingRows() {
  return (
    <div aria-busy className="px-2.5" role="status" aria-label="Loading the list">
      {[72, 56, 64, 48, 60, 52].map((width) => (
        <div key={width} className="flex gap-3 px-2.5 py-3">
          <Skeleton className="size-[34px] rounded-full!" />
          <div className="flex flex-1 flex-col gap-2 pt-1">
            <Skeleton className="h-3 w-2/5" />
            <div style={{ width: `${width + 20}%` }}>
              <Skeleton className="h-2.5 w-full" />
            </div>
            <div style={{ width: `${width}%` }}>
              <Skeleton className="h-2.5 w-full" />
            </div>
          </div>
        </div>
      ))}
    </div>
  );
}

/** Asks for the next page when the end of the list comes near; the button is for those whom scrolling does not serve. */
function More({ source }: { source: Source }) {
  const sentinel = useRef<HTMLDivElement>(null);
  const next = useRef(source.fetchNextPage);
  next.current = source.fetchNextPage;
  const ready = source.hasNextPage && !source.isFetchingNextPage && !source.error;
  useEffect(() => {
    if (!ready || !sentinel.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) next.current();
      },
      { rootMargin: '400px' },
    );
    observer.observe(sentinel.current);
    return () => observer.disconnect();
  }, [ready]);
  if (!source.hasNextPage) return null;
  return (
    <div ref={sentinel} className="flex justify-center py-3">
      <Button look="quiet" busy={source.isFetchingNextPage} onClick={() => source.fetchNextPage()}>
        {source.isFetchingNextPage ? 'Loading more…' : 'Load more'}
      </Button>
    </div>
  );
}

export function PagedList<T>({ label, source, rows, row, empty }: Props<T>) {
  if (source.isPending) return <LoadingRows />;
  if (rows === undefined) {
    return (
      <EmptyState
        role="alert"
        icon={CloudAlert}
        title="The list did not load"
        action={<Button onClick={() => source.refetch()}>Retry</Button>}
      >
        {detailOf(source.error)}
      </EmptyState>
    );
  }
  return (
    <>
      {source.error ? (
        <p role="status" className="mx-4 mb-1 flex items-center gap-2 text-[12.5px] text-second">
          <CloudAlert aria-hidden className="size-4 shrink-0" />
          <span className="flex-1">This list may be out of date.</span>
          <NoticeAction onClick={() => source.refetch()}>Retry</NoticeAction>
        </p>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState icon={empty.icon} title={empty.title}>
          {empty.text}
        </EmptyState>
      ) : (
        <ul aria-label={label} className="flex flex-col gap-0.5 px-2 pb-2">
          {rows.map(row)}
        </ul>
      )}
      <More source={source} />
    </>
  );
}
