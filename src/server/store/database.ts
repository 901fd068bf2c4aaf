import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { sql } from 'drizzle-orm';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';
import { packageRoot } from '../package-root.ts';
import * as schema from './schema.ts';
import { ownStore } from './sole-owner.ts';

/** What queries are made with: the store itself, or a transaction on it. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

/** Runs one statement with `$1`-style parameters, outside Drizzle; for pg-boss. */
export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

export interface Store {
  kind: 'embedded' | 'postgres';
  db: Db;
  executeSql: ExecuteSql;
  close(): Promise<void>;
}

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
  const client = await PGlite.create(folder).catch(async (error: unknown) => {
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
    await migratePglite(db, { migrationsFolder });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: 'embedded',
    db,
    executeSql: async (text, values) => {
      if (values && values.length > 0) return client.query(text, values);
      const results = await client.exec(text);
      return results.findLast((result) => result.fields.length > 0) ?? { rows: [] };
    },
    close,
  };
}

async function openPostgres(connectionString: string): Promise<Store> {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 10_000,
    options: '-c timezone=UTC',
  });
  // A lost connection fails the query that needs it, and is replaced; unheard, these events would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const db = drizzlePg({ client: pool, schema });
  const connection = await pool.connect();
  try {
    await connection.query('select pg_advisory_lock($1)', [migrationLock]);
    await migratePg(drizzlePg({ client: connection, schema }), { migrationsFolder });
  } finally {
    await connection.query('select pg_advisory_unlock($1)', [migrationLock]).catch(() => {});
    connection.release();
  }
  return {
    kind: 'postgres',
    db,
    executeSql: (text, values) => pool.query(text, values),
    close: () => pool.end(),
  };
}

/** True while the store answers. */
export async function isReachable(db: Db): Promise<boolean> {
  return db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
}
