import { useLayoutEffect, useRef } from 'react';
import { focusPlace, placeOf } from '../lib/commands/rows.ts';
import { useLostFocus } from '../lib/use-lost-focus.ts';
import type { Selected } from './selection.ts';

/**
 * The bar of what is selected goes with the last of it. Whoever was in the bar goes on in the list, where the first of it
 * stood: the row that has taken its place by then, or takes it over.
 */
export function useBarFocus(chosen: readonly Selected[]) {
  const { isLost, listeners } = useLostFocus();
  const place = useRef(0);
  useLayoutEffect(() => {
    if (chosen.length > 0) {
      place.current = placeOf(chosen.map(({ conversationId }) => conversationId));
    } else if (isLost()) focusPlace(place.current);
  });
  return listeners;
}
