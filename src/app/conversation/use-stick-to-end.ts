import { type RefObject, useCallback, useLayoutEffect, useRef } from 'react';

/** Pixels from the end that still count as being there. */
const near = 60;

/** Where the end of `log` is in view: beside what follows it, where both scroll together. */
function endOf(box: HTMLElement, log: HTMLElement | null): number {
  const last = box.scrollHeight - box.clientHeight;
  if (log === null || box === log) return last;
  const logEnd = log.getBoundingClientRect().bottom - box.getBoundingClientRect().top + box.scrollTop;
  return Math.max(0, Math.min(last, logEnd - box.clientHeight / 2));
}

/**
 * Keeps the end in view while content grows (frames and images take their height late), until the reader scrolls away.
 * Which of the two boxes scrolls depends on the size of the window; the other one ignores all this.
 */
export function useStickToEnd(outer: RefObject<HTMLElement | null>, inner: RefObject<HTMLElement | null>) {
  const content = useRef<HTMLDivElement>(null);
  const pinned = useRef(true);

  useLayoutEffect(() => {
    const boxes = [outer.current, inner.current].filter((box) => box !== null);
    const toEnd = () => {
      if (pinned.current) for (const box of boxes) box.scrollTop = endOf(box, inner.current);
    };
    const tops = new Map(boxes.map((box) => [box, box.scrollTop]));
    // Content that grows moves the end away as well: only scrolling up, or past it, says that the reader wants to be elsewhere.
    const onScroll = () => {
      const beyond = boxes.map((box) => box.scrollTop - endOf(box, inner.current));
      if (beyond.every((by) => Math.abs(by) < near)) pinned.current = true;
      else if (beyond.some((by) => by > near) || boxes.some((box) => box.scrollTop < (tops.get(box) ?? 0)))
        pinned.current = false;
      for (const box of boxes) tops.set(box, box.scrollTop);
    };
    const observer = new ResizeObserver(toEnd);
    for (const box of [...boxes, content.current]) if (box) observer.observe(box);
    for (const box of boxes) box.addEventListener('scroll', onScroll, { passive: true });
    toEnd();
    return () => {
      observer.disconnect();
      for (const box of boxes) box.removeEventListener('scroll', onScroll);
    };
  }, [outer, inner]);

  /** Remembers what is in view; the answer puts it back after something was added above. */
  const keepPlace = useCallback(() => {
    pinned.current = false;
    const ends = [outer.current, inner.current]
      .filter((box) => box !== null)
      .map((box) => [box, box.scrollHeight - box.scrollTop] as const);
    return () => {
      for (const [box, end] of ends) box.scrollTop = box.scrollHeight - end;
    };
  }, [outer, inner]);

  return { content, keepPlace };
}
