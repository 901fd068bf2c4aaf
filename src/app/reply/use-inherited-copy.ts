import { useEffect, useEffectEvent } from 'react';
import type { Entry } from '../lib/journal/entries.ts';
import { journal } from '../lib/journal/journal.ts';
import { tabIsGone } from '../lib/journal/tab.ts';
import { workingCopies } from './copies.ts';
import { takeUp } from './copies-journal.ts';
import type { WorkingCopy } from './working-copy.ts';

interface Heir {
  /** Says what of it the desk has by now. */
  arrivedOf: (left: readonly Entry[]) => Promise<readonly Entry[]>;
  onRestored: (copy: WorkingCopy) => void;
}

/**
 * Brings back what this person wrote here before, in a tab that is gone. Nobody waits for it: mostly there is nothing, and
 * what is written meanwhile stays.
 */
export function useInheritedCopy(copyKey: string, heir: Heir): void {
  const restored = useEffectEvent(heir.onRestored);
  const arrivedOf = useEffectEvent(heir.arrivedOf);

  useEffect(() => {
    const over = new AbortController();
    const awaited = new Set<string>();
    const inherit = async () => {
      const living = await journal.inherit(copyKey, async (left) => {
        const arrived = over.signal.aborted ? [] : await arrivedOf(left);
        const unsaved = left.filter((entry) => !arrived.includes(entry));
        const taken = over.signal.aborted ? [] : takeUp(copyKey, unsaved);
        const copy = workingCopies.get(copyKey);
        if (taken.length > 0 && copy) restored(copy);
        return [...arrived, ...taken];
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
