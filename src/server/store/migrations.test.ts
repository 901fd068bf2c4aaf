import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../package-root.ts';
import { openStore } from './database.ts';
import { startPostgres } from './postgres-for-tests.ts';
import { StoreTooNew } from './refuse-newer.ts';

let server: Awaited<ReturnType<typeof startPostgres>>;
let folder: string;
beforeAll(async () => {
  server = await startPostgres();
  folder = await mkdtemp(join(tmpdir(), 'countersign-migrations-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function database(name: string) {
  const admin = new pg.Client({ connectionString: `${server.url}/postgres` });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = `${server.url}/${name}`;
  return {
    url,
    async query(text: string) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(text);
      await client.end();
      return rows as Record<string, unknown>[];
    },
  };
}

/** A desk as a process of its own. @returns once it is ready, or has ended. */
async function start(databaseUrl: string, dataDir: string) {
  const desk = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
    cwd: packageRoot,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(desk, 'exit');
  let errors = '';
  desk.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  let said = '';
  for await (const chunk of desk.stdout) {
    said += String(chunk);
    if (said.includes('is ready on')) break;
  }
  return {
    said,
    async end() {
      desk.kill('SIGTERM');
      return { code: (await exited)[0] as number, errors };
    },
  };
}

const counted =
  'select count(*)::int n, count(distinct created_at)::int different from drizzle.__drizzle_migrations';

describe('the schema', () => {
  test('is made once by three desks that start at the same moment', async () => {
    const { url, query } = await database('three');
    const desks = await Promise.all([1, 2, 3].map((n) => start(url, join(folder, String(n)))));
    const ends = await Promise.all(desks.map((desk) => desk.end()));
    expect(ends).toEqual(Array(3).fill({ code: 0, errors: '' }));
    const [row] = await query(counted);
    expect(row?.n).toBe(row?.different);
    expect(row?.n).toBeGreaterThan(5);
  });

  test('of a later version is left alone, with a sentence', async () => {
    const { url, query } = await database('later');
    await (await openStore({ databaseUrl: url })).close();
    await query(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('later', 9999999999999)`,
    );
    const [before] = await query(counted);
    const tables = `select string_agg(schemaname || '.' || tablename, ',' order by 1) from pg_tables where schemaname <> 'pg_catalog'`;
    const there = await query(tables);
    const { code, errors } = await (await start(url, join(folder, 'later'))).end();
    expect([code, errors]).toEqual([
      1,
      expect.stringMatching(/^The store was written by a later version[^\n]*\n$/),
    ]);
    expect(await query(counted)).toEqual([before]);
    expect(await query(tables)).toEqual(there);
  });

  test('of a later version is left alone in the embedded store too', async () => {
    const where = { folder: join(folder, 'embedded') };
    const store = await openStore(where);
    await store.executeSql(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 9999999999999)`,
    );
    await store.close();
    await expect(openStore(where)).rejects.toThrow(StoreTooNew);
  });
});
