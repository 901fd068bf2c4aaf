import { useSyncExternalStore } from 'react';
import { journal } from '../lib/journal/journal.ts';

/** Whether this browser keeps what is written here, and why not. */
export function useKept(copyKey: string) {
  const isKept = useSyncExternalStore(journal.subscribe, () => journal.isKept(copyKey));
  const problem = useSyncExternalStore(journal.subscribe, () => journal.problem);
  return { isKept, problem };
}
