import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { packageRoot } from '../package-root.ts';
import { EmbeddedClient } from './embedded-client.ts';
import { channels, type Hearer, listenOnPostgres } from './listen.ts';
import { refuseNewer } from './refuse-newer.ts';
import * as schema from './schema.ts';
import { ownStore } from './sole-owner.ts';
import { withWholeTransactions } from './whole-transactions.ts';

/** What queries are made with: the store itself, or a transaction on it. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

/** Runs one statement with `$1`-style parameters, outside Drizzle; for pg-boss. */
export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

export interface Store {
  kind: 'embedded' | 'postgres';
  db: Db;
  /**
   * For what goes on beside the requests, such as delivery: on PostgreSQL it and `executeSql` have connections of their own,
   * so that requests, however many wait for whatever lock, never keep it from noting that a mail left.
   */
  background: Db;
  executeSql: ExecuteSql;
  /** Hears what every process on this store tells. @returns what ends it. */
  listen(hearer: Hearer): Promise<() => Promise<void>>;
  /** Runs `work` while no other process on this store does so, such as making what each of them makes if it is not there. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Copies the embedded store as it is at one moment, while nothing is written; null where there is none. */
  copyTo: ((folder: string, alongside: () => Promise<void>) => Promise<void>) | null;
  close(): Promise<void>;
}

/** Of one process with PostgreSQL, and one more that listens. In the background, four attempts to send need one each. */
const connections = { requests: 10, background: 6 };
const migrationsFolder = join(packageRoot, 'src/server/store/migrations');
/** Any constant will do; it only has to be the same in every process that migrates one database. */
const migrationLock = 727_072_001;

/**
 * Opens the store and brings its schema up to date.
 * @param where a PostgreSQL URL, or a folder for the embedded store (made if missing); `memory://` keeps nothing.
 * @throws StoreInUse; also when the server cannot be reached, or the folder cannot be written.
 */
export async function openStore(where: { databaseUrl: string } | { folder: string }): Promise<Store> {
  return 'databaseUrl' in where ? openPostgres(where.databaseUrl) : openEmbedded(where.folder);
}

async function openEmbedded(folder: string): Promise<Store> {
  const isKept = !folder.startsWith('memory://');
  if (isKept) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const release = isKept ? await ownStore(folder) : async () => {};
  const client = new EmbeddedClient(folder);
  await client.waitReady.catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const close = async () => {
    await client.close();
    await release();
  };
  const db = drizzlePglite({ client, schema });
  try {
    await client.exec(`set timezone = 'UTC'`);
    await refuseNewer(db, migrationsFolder);
    await migratePglite(db, { migrationsFolder });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: 'embedded',
    db,
    background: db,
    executeSql: async (text, values) => {
      if (values && values.length > 0) return client.query(text, values);
      const results = await client.exec(text);
      return results.findLast((result) => result.fields.length > 0) ?? { rows: [] };
    },
    async listen(hearer) {
      const ends: (() => Promise<void>)[] = [];
      for (const channel of channels) {
        ends.push(await client.listen(channel, (payload) => hearer.notice(channel, payload)));
      }
      return async () => {
        for (const end of ends) await end();
      };
    },
    alone: (work) => work(),
    copyTo: isKept ? (to, alongside) => client.copyTo(folder, to, alongside) : null,
    close,
  };
}

async function openPostgres(connectionString: string): Promise<Store> {
  const pool = newPool(connectionString, connections.requests);
  const background = newPool(connectionString, connections.background);
  const close = async () => {
    await Promise.all([pool.end(), background.end()]);
  };
  const alone = async <T>(work: (connection: pg.PoolClient) => Promise<T>): Promise<T> => {
    const connection = await pool.connect();
    try {
      await connection.query('select pg_advisory_lock($1)', [migrationLock]);
      const done = await work(connection);
      await connection.query('select pg_advisory_unlock($1)', [migrationLock]);
      connection.release();
      return done;
    } catch (error) {
      // The lock ends with the connection.
      connection.release(true);
      throw error;
    }
  };
  try {
    await alone(async (connection) => {
      const migrated = drizzlePg({ client: connection, schema });
      await refuseNewer(migrated, migrationsFolder);
      await migratePg(migrated, { migrationsFolder });
    });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: 'postgres',
    db: on(pool),
    background: on(background),
    executeSql: (text, values) => background.query(text, values),
    listen: (hearer) => listenOnPostgres(connectionString, hearer),
    alone: (work) => alone(() => work()),
    copyTo: null,
    close,
  };
}

function newPool(connectionString: string, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: 10_000,
    // A process that is paused within a transaction would keep its locks from all others for as long.
    options: '-c timezone=UTC -c idle_in_transaction_session_timeout=15s',
  });
  // A lost connection fails the query that needs it, and is replaced; unheard, these events would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

const on = (pool: pg.Pool): Db => withWholeTransactions(drizzlePg({ client: pool, schema }), pool);

/** True while the store answers, within `most` milliseconds where that is said. */
export async function isReachable(db: Db, most?: number): Promise<boolean> {
  const answer = db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  if (most === undefined) return answer;
  const late = new AbortController();
  const never = delay(most, false, { signal: late.signal, ref: false }).catch(() => false);
  return Promise.race([answer, never]).finally(() => late.abort());
}
