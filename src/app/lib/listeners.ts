/** Whoever wants to hear when something changes; `subscribe` is what React's `useSyncExternalStore` asks for. */
export class Listeners<Told extends unknown[] = []> {
  readonly #all = new Set<(...told: Told) => void>();

  /** @returns ends it. */
  readonly subscribe = (listener: (...told: Told) => void): (() => void) => {
    this.#all.add(listener);
    return () => void this.#all.delete(listener);
  };

  tell(...told: Told): void {
    for (const listener of this.#all) listener(...told);
  }

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }
}
