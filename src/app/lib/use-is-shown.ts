import { useLayoutEffect, useRef } from 'react';

/** Whether the component is on the page, asked by what comes back to it later. What is drawn ahead is not. */
export function useIsShown(): () => boolean {
  const shown = useRef(false);
  useLayoutEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  return () => shown.current;
}
