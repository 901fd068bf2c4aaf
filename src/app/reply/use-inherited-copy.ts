import { useEffect, useEffectEvent } from 'react';
import { journal } from '../lib/journal/journal.ts';
import { tabIsGone } from '../lib/journal/tab.ts';
import { workingCopies } from './copies.ts';
import { takeUp } from './copies-journal.ts';
import type { WorkingCopy } from './working-copy.ts';

/**
 * Brings back what this person wrote here before, in a tab that is gone. Nobody waits for it: mostly there is nothing, and
 * what is written meanwhile stays.
 */
export function useInheritedCopy(copyKey: string, onRestored: (copy: WorkingCopy) => void): void {
  const restored = useEffectEvent(onRestored);

  useEffect(() => {
    const over = new AbortController();
    const awaited = new Set<string>();
    const inherit = async () => {
      const living = await journal.inherit(copyKey, (left) => {
        const taken = over.signal.aborted ? [] : takeUp(copyKey, left);
        const copy = workingCopies.get(copyKey);
        if (taken.length > 0 && copy) restored(copy);
        return taken;
      });
      for (const tab of living.filter((tab) => !awaited.has(tab))) {
        awaited.add(tab);
        tabIsGone(tab, over.signal).then(inherit, () => {});
      }
    };
    void inherit();
    return () => over.abort();
  }, [copyKey]);
}
