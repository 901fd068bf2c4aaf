import { type Decided, mostDecisions } from '#contract/desk/decisions.ts';
import { askAgain } from './ask-again.ts';

export interface Answered {
  /** Of the items that were answered, in their order. */
  results: Decided[];
  /** Why the items after them were not; null: all were. */
  failure: unknown;
}

/**
 * Has decisions made, as many in a call as the API takes (`mostDecisions`). It stops at the first call that fails, and
 * keeps what was answered before. @throws what the first call of all was answered.
 */
export async function inBatches<Item>(
  items: readonly Item[],
  ask: (batch: Item[]) => Promise<{ results: Decided[] }>,
): Promise<Answered> {
  const answered: Answered = { results: [], failure: null };
  for (let from = 0; from < items.length; from += mostDecisions) {
    const batch = items.slice(from, from + mostDecisions);
    try {
      answered.results.push(...(await askAgain(() => ask(batch))).results);
    } catch (error) {
      if (from === 0) throw error;
      return { ...answered, failure: error };
    }
  }
  return answered;
}
