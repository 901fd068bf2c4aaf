import type { DBSchema, IDBPObjectStore } from 'idb';
import { databaseOpener } from '../open-database.ts';

/** What one tab was writing about one thing. */
export interface Entry {
  about: string;
  tab: string;
  /** When it was written down (ms since 1970). */
  at: number;
  content: unknown;
}

interface JournalSchema extends DBSchema {
  entries: { key: [about: string, tab: string]; value: Entry };
}

const open = databaseOpener<JournalSchema>(
  'countersign-journal',
  (database) => void database.createObjectStore('entries', { keyPath: ['about', 'tab'] }),
);

const entriesOf = (about: string) => IDBKeyRange.bound([about], [about, []]);

type Store = IDBPObjectStore<JournalSchema, ['entries'], 'entries', 'readwrite'>;

/** Committed at once: what is left to be committed by itself goes with a page that is left. */
async function write(change: (store: Store) => Promise<unknown>): Promise<void> {
  const transaction = (await open()).transaction('entries', 'readwrite');
  const changing = change(transaction.store);
  transaction.commit();
  await Promise.all([changing, transaction.done]);
}

/** The entries in this browser's IndexedDB. Each of these rejects where the browser refuses. */
export const entries = {
  put: (entry: Entry): Promise<void> => write((store) => store.put(entry)),
  remove: (about: string, tab: string): Promise<void> => write((store) => store.delete([about, tab])),
  async about(about: string): Promise<Entry[]> {
    return (await open()).getAll('entries', entriesOf(about));
  },
};
