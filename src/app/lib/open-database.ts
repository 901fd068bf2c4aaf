import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** Opens an IndexedDB database when it is first needed, and again after it was lost. What it returns rejects where the browser refuses. */
export function databaseOpener<Schema extends DBSchema>(
  name: string,
  create: (database: IDBPDatabase<Schema>) => void,
): () => Promise<IDBPDatabase<Schema>> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = () => {
    opened = undefined;
  };
  return () => {
    if (opened) return opened;
    opened = openDB<Schema>(name, 1, {
      upgrade: create,
      blocking: (_current, _wanted, event) => {
        // A later version of the desk, in another tab, is not kept waiting.
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    opened.catch(forget);
    return opened;
  };
}
