import type { DBSchema } from 'idb';
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

/** The entries in this browser's IndexedDB. Each of these rejects where the browser refuses. */
export const entries = {
  async put(entry: Entry): Promise<void> {
    await (await open()).put('entries', entry);
  },
  async remove(about: string, tab: string): Promise<void> {
    await (await open()).delete('entries', [about, tab]);
  },
  async about(about: string): Promise<Entry[]> {
    return (await open()).getAll('entries', entriesOf(about));
  },
};
