import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { Listeners } from '../listeners.ts';
import { deskStore } from './desk-store.ts';

const base = z.object({ responseId: z.string(), revision: z.string() }).nullable();
const input = z.object({
  body_html: z.string(),
  cc_emails: z.array(z.string()),
  bcc_emails: z.array(z.string()),
  autosend_draft: z.boolean(),
  add_notification: z.boolean(),
});

/** A save or send as it goes to the desk, under a key of its own: the same key for the same content, so that it acts once. */
const keyedRequest = z.object({ key: z.string(), input, base });
export type KeyedRequest = z.infer<typeof keyedRequest>;

/** What somebody asked to be sent while the desk could not be reached. A later desk may read what an earlier one wrote. */
const intent = z.object({
  copyKey: z.string(),
  personId: z.string(),
  organizationId: z.string(),
  conversationId: z.string(),
  /** The last message that had been read; null: that was not known. */
  readThrough: z.string().nullable(),
  /** When the last return that had been read was made; null: there was none. */
  returnedAt: z.string().nullable().optional(),
  send: keyedRequest,
  /** A save from before that nobody answered: it may have arrived, and then `send` builds on it. */
  lost: keyedRequest.nullable(),
  /** When it was asked for (ms since 1970). */
  at: z.number(),
  /** Whether the desk may have got it already. */
  tried: z.boolean(),
  /** Why it was not sent by itself when the desk was back; null while it waits. */
  question: z
    .object({
      kind: z.enum(['changed', 'customer', 'old', 'refused']),
      detail: z.string(),
      readThrough: z.string().nullable(),
    })
    .nullable(),
});
export type Intent = z.infer<typeof intent>;
export type Question = NonNullable<Intent['question']>;

/** The intents of this browser, the same in all of its windows. */
class Intents {
  #all = new Map<string, Intent>();
  readonly #listeners = new Listeners();
  readonly #channel = new BroadcastChannel('countersign intents');
  readonly ready: Promise<void>;

  constructor() {
    this.ready = this.#load();
    this.#channel.onmessage = () => void this.#load();
  }

  readonly subscribe = this.#listeners.subscribe;

  get(copyKey: string): Intent | undefined {
    return this.#all.get(copyKey);
  }

  of(personId: string): Intent[] {
    return [...this.#all.values()].filter((one) => one.personId === personId);
  }

  /** @throws where the browser does not keep it: then nothing is promised. */
  async put(next: Intent): Promise<void> {
    await deskStore.putIntent(next.copyKey, next);
    this.#all.set(next.copyKey, next);
    this.#tell();
  }

  async drop(copyKey: string): Promise<void> {
    await deskStore.removeIntent(copyKey);
    this.#all.delete(copyKey);
    this.#tell();
  }

  #tell() {
    this.#listeners.tell();
    this.#channel.postMessage(null);
  }

  async #load(): Promise<void> {
    const kept = await deskStore.intents().catch(() => []);
    const read = kept.flatMap((one) => intent.safeParse(one).data ?? []);
    this.#all = new Map(read.map((one) => [one.copyKey, one]));
    this.#listeners.tell();
  }
}

export const intents = new Intents();

export function useIntent(copyKey: string): Intent | undefined {
  return useSyncExternalStore(intents.subscribe, () => intents.get(copyKey));
}

/** Only one window of the browser acts on an intent at a time, or withdraws it. */
export const alone = <T>(copyKey: string, act: () => Promise<T>): Promise<T> =>
  navigator.locks.request(`countersign intent ${copyKey}`, act);
