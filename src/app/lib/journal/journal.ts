import { Listeners } from '../listeners.ts';
import { whenIdle } from '../when-idle.ts';
import { type Entry, entries } from './entries.ts';
import { livingTabs, tabIsHeld, thisTab } from './tab.ts';

/** Milliseconds. */
const atMostEvery = 180;
const idleWithin = 50;
const retryAfter = 5000;
const longestWait = 1000;

/** Why the browser does not keep what is written. */
export type JournalProblem = 'full' | 'unavailable';

/** What there is to write down at that moment; null: nothing any more. */
type Read = () => unknown;

const problemOf = (error: unknown): JournalProblem =>
  error instanceof DOMException && error.name === 'QuotaExceededError' ? 'full' : 'unavailable';

/**
 * Writes down what people are writing, so that it is there again after a reload, a crash or a sign-in. One entry for each
 * thing and tab: no tab overwrites what another one wrote. A tab that is gone leaves its entries to the next.
 */
class Journal {
  readonly #waiting = new Map<string, Read>();
  /** What was noted last and no entry holds yet. */
  readonly #unkept = new Map<string, Read>();
  readonly #underway = new Map<string, Promise<void>>();
  /** What has an entry of this tab, or may have one. */
  readonly #standing = new Set<string>();
  readonly #kept = new Set<string>();
  readonly #listeners = new Listeners();
  #isDue = false;
  #last = 0;
  #problem: JournalProblem | null = null;

  readonly subscribe = this.#listeners.subscribe;

  get problem(): JournalProblem | null {
    return this.#problem;
  }

  /** Whether an entry of this tab stands; it is at most a moment behind. */
  isKept(about: string): boolean {
    return this.#kept.has(about);
  }

  /** Whether closing the page now would lose something. */
  get isBehind(): boolean {
    return [...this.#unkept.values()].some((read) => read() !== null);
  }

  /** Something changed. Cheap: `read` is called later, when there is time. */
  note(about: string, read: Read): void {
    this.#waiting.set(about, read);
    this.#unkept.set(about, read);
    if (this.#isDue) return;
    this.#isDue = true;
    const wait = Math.max(0, this.#last + atMostEvery - performance.now());
    setTimeout(() => whenIdle(() => this.#writeAll(), idleWithin), wait);
  }

  /** Writes down at once what waits. @returns whether all that was noted of it is kept; never rejects. */
  async flush(about: string): Promise<boolean> {
    this.#write(about);
    const patience = new Promise<void>((resolve) => setTimeout(resolve, longestWait));
    await Promise.race([this.#underway.get(about), patience]);
    return !this.#unkept.has(about);
  }

  /** As the page goes: begins what can be begun. */
  flushAll(): void {
    for (const about of [...this.#waiting.keys()]) this.#write(about);
  }

  /**
   * Hands over what tabs that are gone wrote about something, the newest first. `take` says which of it stands here now: that
   * is dropped once it is written down here.
   * @returns the other tabs that have something of it open. Never rejects.
   */
  async inherit(
    about: string,
    take: (left: readonly Entry[]) => readonly Entry[] | Promise<readonly Entry[]>,
  ): Promise<string[]> {
    try {
      return await navigator.locks.request(`countersign inherits ${about}`, async () => {
        const [all, isAlive] = await Promise.all([entries.about(about), livingTabs()]);
        const others = all.filter(({ tab }) => tab !== thisTab);
        const left = others.filter(({ tab }) => !isAlive(tab)).sort((a, b) => b.at - a.at);
        const taken = left.length > 0 ? await take(left) : [];
        if (taken.length > 0 && (await this.flush(about)))
          await Promise.all(taken.map(({ tab }) => entries.remove(about, tab)));
        return others.filter(({ tab }) => isAlive(tab)).map(({ tab }) => tab);
      });
    } catch (error) {
      this.#fail(problemOf(error));
      return [];
    }
  }

  #writeAll() {
    this.#isDue = false;
    this.#last = performance.now();
    for (const [about, read] of [...this.#waiting]) {
      // One after the other, so that a slow disk is not given more than it can take.
      if (this.#underway.has(about)) this.note(about, read);
      else this.#write(about);
    }
  }

  #write(about: string) {
    const read = this.#waiting.get(about);
    if (!read) return;
    this.#waiting.delete(about);
    const content = read();
    if (content === null && !this.#standing.has(about)) return this.#isWritten(about, read);
    const writing = this.#put(about, content, read).finally(() => {
      if (this.#underway.get(about) === writing) this.#underway.delete(about);
    });
    this.#underway.set(about, writing);
  }

  async #put(about: string, content: unknown, read: Read): Promise<void> {
    this.#standing.add(about);
    try {
      await tabIsHeld;
      if (content === null) await entries.remove(about, thisTab);
      else await entries.put({ about, tab: thisTab, at: Date.now(), content });
    } catch (error) {
      this.#kept.delete(about);
      this.#fail(problemOf(error));
      setTimeout(() => {
        if (this.#unkept.get(about) === read) this.note(about, read);
      }, retryAfter);
      return;
    }
    this.#isWritten(about, read);
    if (content === null) this.#standing.delete(about);
    const wasKept = this.#kept.has(about);
    if (content === null) this.#kept.delete(about);
    else this.#kept.add(about);
    if (wasKept === (content !== null) && this.#problem === null) return;
    this.#problem = null;
    this.#listeners.tell();
  }

  #isWritten(about: string, read: Read) {
    if (this.#unkept.get(about) === read) this.#unkept.delete(about);
  }

  #fail(problem: JournalProblem) {
    this.#problem = problem;
    this.#listeners.tell();
  }
}

export const journal = new Journal();

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') journal.flushAll();
});
addEventListener('pagehide', () => journal.flushAll());
addEventListener('beforeunload', (event) => {
  journal.flushAll();
  if (journal.isBehind) event.preventDefault();
});
