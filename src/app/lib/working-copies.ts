import { Listeners } from './listeners.ts';

/**
 * What people are changing and have not saved, one copy for each thing, for as long as the page lives.
 * Leaving a page of the desk keeps its copy. What replies say survives in the journal; of the rest, closing asks first.
 */
export class WorkingCopies<Copy> {
  #copies = new Map<string, Copy>();
  readonly #listeners = new Listeners<[key: string]>();
  #isUnsaved: (copy: Copy) => boolean;

  constructor(isUnsaved: (copy: Copy) => boolean) {
    this.#isUnsaved = isUnsaved;
  }

  get(key: string): Copy | undefined {
    return this.#copies.get(key);
  }

  set(key: string, copy: Copy | undefined): void {
    if (copy === undefined) this.#copies.delete(key);
    else this.#copies.set(key, copy);
    this.#listeners.tell(key);
  }

  /** Does nothing where no copy is kept. */
  update(key: string, change: (copy: Copy) => Copy): void {
    const copy = this.#copies.get(key);
    if (copy !== undefined) this.set(key, change(copy));
  }

  readonly subscribe = this.#listeners.subscribe;

  /** Whether closing the page would lose something. */
  get unsaved(): boolean {
    return [...this.#copies.values()].some((copy) => this.#isUnsaved(copy));
  }
}
