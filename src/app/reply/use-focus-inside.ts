import { type RefObject, useEffect } from 'react';
import { useLostFocus } from '../lib/use-lost-focus.ts';

/** When the part of the reply goes that had the focus, and nothing else takes it, the reply that is there now does. */
export function useFocusInside(box: RefObject<HTMLElement | null>) {
  const { isLost, listeners } = useLostFocus();
  useEffect(() => {
    if (!isLost()) return;
    box.current?.querySelector<HTMLElement>('section[tabindex="-1"]')?.focus({ preventScroll: true });
  });
  return listeners;
}
