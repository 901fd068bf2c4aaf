import type { Virtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef } from 'react';

interface Place {
  keys: readonly string[];
  shown: { key: string; start: number; end: number }[];
}

/** Rows come and go above what somebody reads: what is on the screen stays where it is. At the very top, what is new shows. */
export function useKeptPlace(
  virtualizer: Virtualizer<HTMLDivElement, HTMLLIElement>,
  scroller: HTMLDivElement | null,
  keys: readonly string[],
): void {
  const place = useRef<Place>({ keys, shown: [] });
  useLayoutEffect(() => {
    const before = place.current;
    const items = virtualizer.getVirtualItems();
    place.current = {
      keys,
      shown: items.map(({ key, start, end }) => ({ key: String(key), start, end })),
    };
    if (before.keys === keys || scroller === null || scroller.scrollTop <= 0) return;
    const indexes = new Map(keys.map((key, index) => [key, index]));
    for (const { key, start, end } of before.shown) {
      const now = virtualizer.measurementsCache[indexes.get(key) ?? -1];
      if (end <= scroller.scrollTop || now === undefined) continue;
      if (now.start !== start) scroller.scrollTop += now.start - start;
      return;
    }
  });
}
