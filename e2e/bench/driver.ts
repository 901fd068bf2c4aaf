import { createHash } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres';
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite';
import pg from 'pg';
import * as schema from '../../src/server/store/schema.ts';
import { type RecordedSave, Recorder, recordSave, type Statement } from './recorded-save.ts';

/** A store's driver, and on it the statements of the server's save with nothing around them. */
export interface Driver {
  save(bodyHtml: string): Promise<void>;
  close(): Promise<void>;
}

type Run = (statement: Statement, values: unknown[]) => Promise<unknown>;

/**
 * PGlite as it is, which has no statements with names.
 * @param folder an embedded store that the demo's data is in.
 */
export async function embeddedDriver(folder: string, key: string): Promise<Driver> {
  const client = await PGlite.create(folder);
  const recorder = new Recorder();
  const recorded = await recordSave(drizzlePglite({ client, schema, logger: recorder }), recorder, key);
  const runOn =
    (to: Pick<PGlite, 'query'>): Run =>
    ({ text }, values) =>
      to.query(text, values, { rowMode: 'array' });
  return {
    save: replay(recorded, runOn(client), (work) => client.transaction((tx) => work(runOn(tx)))),
    close: () => client.close(),
  };
}

/** @param databaseUrl a database that the demo's data is in. */
export async function postgresDriver(databaseUrl: string, key: string): Promise<Driver> {
  const client = new pg.Pool({ connectionString: databaseUrl, max: 10, options: '-c timezone=UTC' });
  const recorder = new Recorder();
  const recorded = await recordSave(drizzlePg({ client, schema, logger: recorder }), recorder, key);
  const runOn =
    (to: Pick<pg.PoolClient, 'query'>): Run =>
    ({ name, text }, values) =>
      to.query({ name, text, values, rowMode: 'array' });
  return {
    save: replay(recorded, runOn(client), async (work) => {
      const connection = await client.connect();
      await connection.query('begin');
      await work(runOn(connection));
      await connection.query('commit');
      connection.release();
    }),
    close: () => client.end(),
  };
}

function replay(
  { before, within, valuesFor }: RecordedSave,
  run: Run,
  inTransaction: (work: (run: Run) => Promise<void>) => Promise<void>,
): Driver['save'] {
  return async (bodyHtml) => {
    const revision = createHash('sha256').update(bodyHtml).digest('hex');
    const runAll = async (statements: Statement[], on: Run) => {
      for (const statement of statements) await on(statement, valuesFor(statement, bodyHtml, revision));
    };
    await runAll(before, run);
    await inTransaction((on) => runAll(within, on));
  };
}
