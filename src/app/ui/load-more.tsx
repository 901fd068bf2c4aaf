import { useEffect, useRef } from 'react';
import { fetchMore, type PagedSource } from '../lib/fetch-more.ts';
import { Button } from './button.tsx';

/** Asks for the next page when the end of the list comes near; the button is for those whom scrolling does not serve. */
export function LoadMore({ source }: { source: PagedSource }) {
  const sentinel = useRef<HTMLDivElement>(null);
  const latest = useRef(source);
  latest.current = source;
  const ready = source.hasNextPage && !source.isFetchingNextPage && !source.error;
  useEffect(() => {
    if (!ready || !sentinel.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchMore(latest.current);
      },
      { rootMargin: '400px' },
    );
    observer.observe(sentinel.current);
    return () => observer.disconnect();
  }, [ready]);
  if (!source.hasNextPage) return null;
  return (
    <div ref={sentinel} className="flex justify-center py-3">
      <Button look="quiet" busy={source.isFetchingNextPage} onClick={() => fetchMore(source)}>
        {source.isFetchingNextPage ? 'Loading more…' : 'Load more'}
      </Button>
    </div>
  );
}
