import { useEffect, useEffectEvent } from 'react';
import { isSavable, type Trouble, type WorkingCopy } from './working-copy.ts';

/** Milliseconds without a key before what was typed is saved. */
const pause = 1500;
const longestPause = 60_000;

/** How long to leave the desk alone that did not take it, in milliseconds. */
export const pauseAfter = (trouble: Trouble | null): number =>
  trouble === null ? pause : Math.min(pause * 2 ** trouble.times, longestPause);

interface Given {
  /** Whether it may be saved by itself just now. */
  allowed: boolean;
  /** When the desk was last heard of (ms). */
  asOf: number;
  /** Takes what is written by then. */
  save: () => void;
}

/** Saves a reply in each pause of its writing, when its conversation is left and when its page is hidden. */
export function useAutosave(copy: WorkingCopy, { allowed, asOf, save }: Given): void {
  const due = allowed && isSavable(copy);
  // The desk was heard of since: it is worth another try.
  const isBack = copy.trouble?.kind === 'offline' && asOf > copy.trouble.at;
  const saveNow = useEffectEvent(save);
  const saveIfDue = useEffectEvent(() => {
    if (due) save();
  });

  useEffect(() => {
    if (!due) return;
    const timer = setTimeout(() => saveNow(), isBack ? pause : pauseAfter(copy.trouble));
    return () => clearTimeout(timer);
  }, [due, copy, isBack]);

  useEffect(() => {
    const over = new AbortController();
    const hidden = () => {
      if (document.visibilityState === 'hidden') saveIfDue();
    };
    document.addEventListener('visibilitychange', hidden, { signal: over.signal });
    addEventListener('online', () => saveIfDue(), { signal: over.signal });
    return () => {
      over.abort();
      saveIfDue();
    };
  }, []);
}
