/**
 * What people are writing and have not saved, one copy for each reply, for as long as the page lives.
 * Leaving a conversation keeps its copy; closing the page asks first. A journal that survives the page belongs here.
 */
export class WorkingCopies<Copy> {
  #copies = new Map<string, Copy>();
  #listeners = new Set<() => void>();
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
    for (const listener of this.#listeners) listener();
  }

  /** Does nothing where no copy is kept. */
  update(key: string, change: (copy: Copy) => Copy): void {
    const copy = this.#copies.get(key);
    if (copy !== undefined) this.set(key, change(copy));
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether closing the page would lose something. */
  get unsaved(): boolean {
    return [...this.#copies.values()].some((copy) => this.#isUnsaved(copy));
  }
}
