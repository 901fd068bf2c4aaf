import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useEffectEvent, useLayoutEffect } from 'react';
import type { KeptFocus } from './use-kept-focus.ts';
import { useKeptPlace } from './use-kept-place.ts';

interface Props<T> {
  label: string;
  rows: T[];
  keys: readonly string[];
  openKey: string | undefined;
  focus: KeptFocus;
  /** Pixels. */
  heightOf: (row: T) => number;
  row: (row: T) => ReactNode;
  scroller: HTMLDivElement | null;
  /** More rows come behind the last one. */
  open: boolean;
  onNearEnd: () => void;
}

/** Rows that are ready before they come into view, and those that are fetched before they are needed. */
const ahead = { rendered: 8, fetched: 40 };
const between = 2;

/** A list of any length, of which the rows in view exist, and those around the one that has the focus and the one that is open. */
export function VirtualList<T>(props: Props<T>) {
  const { label, rows, keys, openKey, heightOf, row, focus, scroller, open, onNearEnd } = props;
  const { kept, onFocus, onBlur } = focus;
  const opened = openKey === undefined ? -1 : keys.indexOf(openKey);
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLLIElement>({
    count: rows.length,
    getScrollElement: () => scroller,
    // It takes the place of a list that may have been scrolled.
    initialOffset: () => scroller?.scrollTop ?? 0,
    estimateSize: (index) => heightOf(rows[index] as T),
    getItemKey: useCallback((index: number) => keys[index] ?? index, [keys]),
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const around = [kept, opened].flatMap((index) => (index < 0 ? [] : [index - 1, index, index + 1]));
        const shown = new Set([...defaultRangeExtractor(range), ...around]);
        return [...shown].filter((index) => index >= 0 && index < range.count).sort((a, b) => a - b);
      },
      [kept, opened],
    ),
    overscan: ahead.rendered,
    gap: between,
    paddingEnd: 8,
  });
  useKeptPlace(virtualizer, scroller, keys);

  const items = virtualizer.getVirtualItems();
  // Or had the focus.
  const drawn = items.length > 0;
  const restore = useEffectEvent(focus.restore);
  useLayoutEffect(() => {
    if (drawn) restore();
  }, [drawn]);

  const nearEnd = open && (virtualizer.range?.endIndex ?? 0) >= rows.length - ahead.fetched;
  useEffect(() => {
    if (nearEnd) onNearEnd();
  });

  return (
    <ul
      aria-label={label}
      className="relative mx-2 [overflow-anchor:none]"
      style={{ height: virtualizer.getTotalSize() }}
      onFocus={onFocus}
      onBlur={onBlur}
    >
      {items.map(({ key, index, start }) => (
        <li
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          aria-posinset={index + 1}
          aria-setsize={open ? -1 : rows.length}
          className="absolute inset-x-0 top-0"
          style={{ transform: `translateY(${start}px)` }}
        >
          {row(rows[index] as T)}
        </li>
      ))}
    </ul>
  );
}
