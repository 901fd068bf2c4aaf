import type { LucideIcon } from 'lucide-react';
import { CloudAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import { fetchMore, type PagedSource } from '../lib/fetch-more.ts';
import { detailOf } from '../lib/http.ts';
import { whenReleased } from '../lib/when-released.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { NoticeAction } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { ShortList } from './short-list.tsx';
import { useKeptFocus } from './use-kept-focus.ts';
import type { VirtualList as Virtual } from './virtual-list.tsx';

interface Source extends PagedSource {
  isPending: boolean;
  refetch: () => unknown;
}

interface Props<T> {
  label: string;
  source: Source;
  rows: T[] | undefined;
  keyOf: (row: T) => string;
  /** The row that is open beside the list. */
  openKey: string | undefined;
  heightOf: (row: T) => number;
  row: (row: T) => ReactNode;
  empty: { icon: LucideIcon; title: string; text: string; action?: ReactNode };
}

function LoadingRows() {
  return (
    <div aria-busy className="h-full overflow-hidden px-2.5" role="status" aria-label="Loading the list">
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

/** Rows that every browser draws at once. */
const few = 50;

/** Once it was loaded. */
let loaded: typeof Virtual | undefined;

/** What draws a long list, as soon as it is there and nobody presses a row that it would draw anew. */
function useVirtualList(wanted: boolean): typeof Virtual | undefined {
  const [virtual, setVirtual] = useState<typeof Virtual | undefined>(() => loaded);
  const missing = wanted && virtual === undefined;
  useEffect(() => {
    if (!missing) return;
    let giveUp = () => {};
    let isOver = false;
    const load = async () => {
      loaded = (await import('./virtual-list.tsx')).VirtualList;
      // At once, before another press can begin.
      if (!isOver) giveUp = whenReleased(() => flushSync(() => setVirtual(() => loaded)));
    };
    // Without it all that was read is drawn.
    load().catch(() => setVirtual(() => ShortList));
    return () => {
      isOver = true;
      giveUp();
    };
  }, [missing]);
  return virtual;
}

/** A long list is drawn as far as it is in view; once it was long it stays so. */
function Rows<T>({
  keyOf,
  ...given
}: Omit<ComponentProps<typeof Virtual<T>>, 'keys' | 'focus'> & { keyOf: (row: T) => string }) {
  const { rows, scroller } = given;
  const keys = useMemo(() => rows.map(keyOf), [rows, keyOf]);
  const list = { ...given, keys, focus: useKeptFocus(keys, scroller) };
  const [long, setLong] = useState(false);
  if (!long && (list.open || list.rows.length > few)) setLong(true);
  const VirtualList = useVirtualList(long);
  if (!long) return <ShortList {...list} />;
  return VirtualList ? <VirtualList {...list} /> : <ShortList {...list} rows={list.rows.slice(0, few)} />;
}

export function PagedList<T>({ source, rows, empty, ...list }: Props<T>) {
  // State and no ref: the rows are drawn once there is something for them to scroll in.
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
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
  const ready = source.hasNextPage && !source.isFetchingNextPage && !source.error;
  return (
    <div ref={setScroller} data-list tabIndex={-1} className="h-full overflow-y-auto outline-none">
      {source.error ? (
        <p role="status" className="mx-4 mb-1 flex items-center gap-2 text-[12.5px] text-second">
          <CloudAlert aria-hidden className="size-4 shrink-0" />
          <span className="flex-1">This list may be out of date.</span>
          <NoticeAction onClick={() => source.refetch()}>Retry</NoticeAction>
        </p>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState icon={empty.icon} title={empty.title} action={empty.action}>
          {empty.text}
        </EmptyState>
      ) : (
        <Rows
          {...list}
          rows={rows}
          scroller={scroller}
          open={source.hasNextPage}
          onNearEnd={() => {
            if (ready) void fetchMore(source);
          }}
        />
      )}
      {source.hasNextPage ? (
        <div className="flex justify-center pb-3">
          <Button look="quiet" busy={source.isFetchingNextPage} onClick={() => fetchMore(source)}>
            {source.isFetchingNextPage ? 'Loading more…' : 'Load more'}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
