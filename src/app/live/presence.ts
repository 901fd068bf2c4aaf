import { type Activity, type PresentPerson, tellPresence } from '#contract/desk/live.ts';
import { addressOf } from '#contract/endpoint.ts';
import { request } from '../lib/http.ts';
import { Listeners } from '../lib/listeners.ts';
import { whenIdle } from '../lib/when-idle.ts';

/** Milliseconds. */
const beatEvery = 10_000;
const restsAfter = 120_000;

/** Who has the conversation of this window open, and whose turn it is to write. */
export interface Present {
  others: readonly PresentPerson[];
  /** Somebody else who edits. */
  editor: PresentPerson | null;
  /** They took over while the person here was editing. */
  tookOver: boolean;
}

const nobody: Present = { others: [], editor: null, tookOver: false };

/** What this window tells of itself, and hears of others. One at a time is told, the latest. */
class Presence {
  readonly #clientId = crypto.randomUUID();
  readonly #listeners = new Listeners();
  #me = '';
  #place: string | null = null;
  #activity: Activity = 'viewing';
  #isConfirmed = false;
  #takesOver = false;
  #lastKey = 0;
  #isTelling = false;
  #hasMore = false;
  #heardMeanwhile = false;
  #beat: ReturnType<typeof setInterval> | undefined;
  #present = nobody;

  readonly subscribe = this.#listeners.subscribe;
  get = (): Present => this.#present;

  enter(conversationId: string, personId: string): void {
    this.#me = personId;
    this.#place = conversationId;
    this.#begin();
    this.#beat = setInterval(() => {
      if (this.#activity === 'editing' && Date.now() - this.#lastKey > restsAfter) this.#activity = 'viewing';
      void this.#tell();
    }, beatEvery);
    this.#tellWhenPainted();
  }

  leave(): void {
    clearInterval(this.#beat);
    this.#place = null;
    this.#begin();
    this.#tellWhenPainted();
  }

  /** As the page goes, when nothing can be waited for any more. */
  vanish(): void {
    if (this.#place === null) return;
    const body = { client_id: this.#clientId, conversation_id: null, activity: 'viewing' };
    navigator.sendBeacon(
      addressOf(tellPresence),
      new Blob([JSON.stringify(body)], { type: 'application/json' }),
    );
  }

  /** Something was written here. */
  touched = (): void => {
    this.#lastKey = Date.now();
    if (this.#activity === 'editing' || this.#present.editor) return;
    this.#activity = 'editing';
    void this.#tell();
  };

  /** What was written here is saved, or gone. */
  rested = (): void => {
    if (this.#activity === 'viewing') return;
    this.#activity = 'viewing';
    this.#isConfirmed = false;
    void this.#tell();
  };

  takeOver = (): void => {
    this.#lastKey = Date.now();
    this.#activity = 'editing';
    this.#takesOver = true;
    void this.#tell();
  };

  hear(conversationId: string, people: readonly PresentPerson[]): void {
    // What is told while taking over may be older than that.
    if (conversationId !== this.#place || this.#takesOver) return;
    this.#heardMeanwhile = true;
    this.#heard(people);
  }

  /** Who leaves one conversation for another waits for that one. */
  #tellWhenPainted() {
    whenIdle(() => void this.#tell(), 200);
  }

  #begin() {
    this.#activity = 'viewing';
    this.#isConfirmed = false;
    this.#takesOver = false;
    this.#show(nobody);
  }

  #heard(people: readonly PresentPerson[]) {
    const others = people.filter(({ person_id }) => person_id !== this.#me);
    const editor = others.find(({ activity }) => activity === 'editing') ?? null;
    const isMine = people.some(({ person_id, activity }) => person_id === this.#me && activity === 'editing');
    const tookOver =
      editor !== null &&
      (this.#isConfirmed || (this.#present.tookOver && this.#present.editor?.person_id === editor.person_id));
    this.#isConfirmed = isMine && this.#activity === 'editing';
    if (editor) this.#activity = 'viewing';
    this.#show({ others, editor, tookOver });
  }

  async #tell(): Promise<void> {
    if (this.#isTelling) {
      this.#hasMore = true;
      return;
    }
    this.#isTelling = true;
    // What changes in the same moment is told as one.
    await Promise.resolve();
    do {
      this.#hasMore = false;
      this.#heardMeanwhile = false;
      const place = this.#place;
      const takeOver = this.#takesOver;
      const body = {
        client_id: this.#clientId,
        conversation_id: place,
        activity: this.#activity,
        ...(takeOver && { take_over: true }),
      };
      // Whoever cannot be told now is told with the next beat.
      const answer = await request(tellPresence, { body }).catch(() => null);
      if (takeOver) this.#takesOver = false;
      // Of an answer and what was told while it was on its way, nobody knows the newer; each change is told again.
      const isNews = place !== null && place === this.#place && !this.#takesOver && !this.#heardMeanwhile;
      if (answer && isNews) this.#heard(answer.people);
    } while (this.#hasMore);
    this.#isTelling = false;
  }

  #show(next: Present) {
    if (JSON.stringify(next) === JSON.stringify(this.#present)) return;
    this.#present = next;
    this.#listeners.tell();
  }
}

export const presence = new Presence();

addEventListener('pagehide', () => presence.vanish());
