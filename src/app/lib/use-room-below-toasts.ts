import { type RefObject, useLayoutEffect } from 'react';
import { NARROW, useMedia } from './use-media.ts';

/** How much stands at the foot of each, as CSS. */
const properties = { list: '--foot-of-list', reply: '--foot-of-reply' } as const;

/** Where what is said in passing stands: over the list, and in one column above the buttons of what is open. */
export const belowToasts = {
  wide: `calc(16px + var(${properties.list}, 0px))`,
  narrow: `max(64px + var(${properties.list}, 0px), 20px + var(${properties.reply}, 0px))`,
} as const;

/** Has what is said in passing stand above an element at the foot of the list or of the reply, whose buttons it would cover. */
export function useRoomBelowToasts(
  place: keyof typeof properties,
  element: RefObject<HTMLElement | null>,
): void {
  const isNarrow = useMedia(NARROW);
  const isBeside = place === 'reply' && !isNarrow;
  useLayoutEffect(() => {
    if (!element.current || isBeside) return;
    const { style } = document.documentElement;
    const observer = new ResizeObserver(([entry]) => {
      style.setProperty(properties[place], `${entry?.borderBoxSize[0]?.blockSize ?? 0}px`);
    });
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      style.removeProperty(properties[place]);
    };
  }, [place, element, isBeside]);
}
