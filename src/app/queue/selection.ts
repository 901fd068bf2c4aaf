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
const none: Rows = new Map();

/** Which rows of the queue are selected, by conversation; one list at a time. */
class Selection {
  #rows: Rows = none;
  readonly #listeners = new Listeners();
  /** The row from which Shift selects. */
  anchor: string | null = null;

  get = () => this.#rows;

  readonly subscribe = this.#listeners.subscribe;

  #set(rows: Rows) {
    this.#rows = rows;
    this.#listeners.tell();
  }

  put(chosen: readonly Selected[], on: boolean) {
    const rows = new Map(this.#rows);
    for (const one of chosen) {
      if (on) rows.set(one.conversationId, one);
      else rows.delete(one.conversationId);
    }
    if (rows.size === 0) this.anchor = null;
    this.#set(rows);
  }

  clear() {
    this.anchor = null;
    if (this.#rows.size > 0) this.#set(none);
  }
}

export const selection = new Selection();

export const useSelection = (): Rows => useSyncExternalStore(selection.subscribe, selection.get);
