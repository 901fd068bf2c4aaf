import { useSyncExternalStore } from 'react';

/** One column at a time: under the `wide` of styles.css. */
export const NARROW = '(width < 800px)';

/** Whether a media query holds, now and as it changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
