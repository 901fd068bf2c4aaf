import type { DBSchema } from 'idb';
import { type Session, session } from '#contract/desk/session.ts';
import { databaseOpener } from '../open-database.ts';

/** An answer of the desk as one person got it. */
export interface KeptQuery {
  personId: string;
  hash: string;
  data: unknown;
  /** When the desk gave it (ms since 1970). */
  at: number;
}

interface StoreSchema extends DBSchema {
  queries: { key: [personId: string, hash: string]; value: KeptQuery };
  session: { key: 'latest'; value: { session: unknown; at: number } };
  intents: { key: string; value: unknown };
}

/** Milliseconds: nobody wants to read what is older, and nobody else should. */
const keptFor = 14 * 24 * 3_600_000;

const open = databaseOpener<StoreSchema>('countersign-desk', (database) => {
  database.createObjectStore('queries', { keyPath: ['personId', 'hash'] });
  database.createObjectStore('session');
  database.createObjectStore('intents');
});

/** What this browser keeps of the desk for when it cannot be reached. Each of these rejects where the browser refuses. */
export const deskStore = {
  async keepQueries(queries: readonly KeptQuery[]): Promise<void> {
    const transaction = (await open()).transaction('queries', 'readwrite');
    await Promise.all([...queries.map((query) => transaction.store.put(query)), transaction.done]);
  },

  async query(personId: string, hash: string): Promise<KeptQuery | undefined> {
    const found = await (await open()).get('queries', [personId, hash]);
    return found && found.at > Date.now() - keptFor ? found : undefined;
  },

  async dropOldQueries(): Promise<void> {
    const transaction = (await open()).transaction('queries', 'readwrite');
    for await (const cursor of transaction.store)
      if (cursor.value.at <= Date.now() - keptFor) await cursor.delete();
    await transaction.done;
  },

  async keepSession(session: Session): Promise<void> {
    await (await open()).put('session', { session, at: Date.now() }, 'latest');
  },

  /** Who was signed in last, if they are still. */
  async session(): Promise<Session | null> {
    const found = await (await open()).get('session', 'latest');
    const read = session.safeParse(found?.session);
    return found && read.success && found.at > Date.now() - keptFor ? read.data : null;
  },

  /** All that was read here; what somebody asked to be sent stays, under their name. */
  async forgetWhatWasRead(): Promise<void> {
    const transaction = (await open()).transaction(['queries', 'session'], 'readwrite');
    await Promise.all([
      transaction.objectStore('queries').clear(),
      transaction.objectStore('session').clear(),
      transaction.done,
    ]);
  },

  async putIntent(key: string, intent: unknown): Promise<void> {
    await (await open()).put('intents', intent, key);
  },
  async removeIntent(key: string): Promise<void> {
    await (await open()).delete('intents', key);
  },
  async intents(): Promise<unknown[]> {
    return (await open()).getAll('intents');
  },
};
