import { useSyncExternalStore } from 'react';
import type { QueueRow } from '#contract/desk/queue.ts';
import { Listeners } from '../lib/listeners.ts';

export interface Selected {
  conversationId: string;
  /** What the row showed when it was selected: what is decided about. */
  revision: string;
  name: string;
  row: QueueRow;
}

type Rows = ReadonlyMap<string, Selected>;
interface State {
  rows: Rows;
  /** All that was read of a list was meant, and the list goes on. */
  isPart: boolean;
}
const none: State = { rows: new Map(), isPart: false };

/** Which rows of the queue are selected, by conversation; one list at a time. */
class Selection {
  #state: State = none;
  readonly #listeners = new Listeners();
  /** The row from which Shift selects. */
  anchor: string | null = null;

  get = () => this.#state;

  readonly subscribe = this.#listeners.subscribe;

  #set(state: State) {
    this.#state = state;
    this.#listeners.tell();
  }

  put(chosen: readonly Selected[], on: boolean, isPart = false) {
    const rows = new Map(this.#state.rows);
    for (const one of chosen) {
      if (on) rows.set(one.conversationId, one);
      else rows.delete(one.conversationId);
    }
    if (rows.size === 0) this.anchor = null;
    this.#set({ rows, isPart });
  }

  clear() {
    this.anchor = null;
    if (this.#state.rows.size > 0) this.#set(none);
  }
}

export const selection = new Selection();

export const useSelection = (): State => useSyncExternalStore(selection.subscribe, selection.get);
