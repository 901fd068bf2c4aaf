import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { openStore, type Store } from './database.ts';
import type {} from './postgres-for-tests.ts';

/** A fresh, empty store of the kind that this test run is about: PGlite in memory, or a database of its own. */
export async function openTestStore(): Promise<TestStore> {
  if (process.env.TEST_STORE !== 'postgres') {
    const store = await openStore({ folder: 'memory://' });
    return { ...store, again: async () => ({ ...store, close: async () => {} }) };
  }
  const server = inject('postgresUrl');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: `${server}/postgres` });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const open = () => openStore({ databaseUrl: `${server}/${name}` });
  return { ...(await open()), again: open };
}

export interface TestStore extends Store {
  /** The same store as another process of the desk has it; PGlite belongs to one process, which then is the other one too. */
  again(): Promise<Store>;
}
