import { useRef } from 'react';

/** Knows of an element that the focus was in it and went with what had it, and nothing else has taken it since. */
export function useLostFocus() {
  const inside = useRef(false);
  return {
    /** True once for each time. */
    isLost() {
      if (!inside.current || document.activeElement !== document.body) return false;
      inside.current = false;
      return true;
    },
    /** For the element. */
    listeners: {
      onFocus() {
        inside.current = true;
      },
      onBlur() {
        inside.current = false;
      },
    },
  };
}
