import { type FocusEvent, useLayoutEffect, useState } from 'react';
import { focusAwaited } from '../lib/commands/rows.ts';

/**
 * Which row of a list has the focus. When that row leaves the list, the one in its place takes the focus over; where none
 * is left, the list does.
 * @returns the index of that row (-1: none), and what the list tells of its focus.
 */
export function useKeptFocus(keys: readonly string[], scroller: HTMLElement | null) {
  const [focused, setFocused] = useState<{ key: string; index: number } | null>(null);
  const kept =
    focused === null ? -1 : keys[focused.index] === focused.key ? focused.index : keys.indexOf(focused.key);

  const restore = () => {
    if (focused === null || document.activeElement !== document.body) return;
    const index = kept >= 0 ? kept : Math.min(focused.index, keys.length - 1);
    scroller?.querySelector<HTMLElement>(`[data-index="${index}"] a`)?.focus({ preventScroll: true });
  };
  const gone = focused !== null && kept < 0;
  useLayoutEffect(() => {
    if (gone) restore();
  });

  // The last rows are about to go.
  useLayoutEffect(
    () => () => {
      if (scroller?.contains(document.activeElement)) scroller.focus({ preventScroll: true });
    },
    [scroller],
  );
  useLayoutEffect(() => {
    if (keys.length > 0) focusAwaited();
  }, [keys]);

  return {
    kept,
    /** Gives the focus back after the rows were drawn anew. */
    restore,
    onFocus({ target }: FocusEvent<HTMLElement>) {
      const index = Number(target.closest('li')?.dataset.index);
      const key = keys[index];
      if (key !== undefined) setFocused({ key, index });
    },
    onBlur: () => setFocused(null),
  };
}

export type KeptFocus = ReturnType<typeof useKeptFocus>;
