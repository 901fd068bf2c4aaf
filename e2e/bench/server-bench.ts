import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { seedDemo } from '../../src/server/demo/seed.ts';
import { type ExecuteSql, openStore } from '../../src/server/store/database.ts';
import { draftAddress } from './draft-address.ts';
import { type Driver, embeddedDriver, postgresDriver } from './driver.ts';
import { interleaved, report, throughput } from './measure.ts';
import { startDesk } from './running-desk.ts';

const body = `<p>Hi Diana,</p>${'<p>Thanks for the follow-up. We can do Tuesday at 2 pm.</p>'.repeat(20)}`;
/** Only shows that it runs: for the tests. */
const quick = process.env.BENCH_QUICK === '1';
const rounds = quick ? 1 : 7;

/** The benchmarks of the server, on the embedded store and, where `postgresUrl` is given, on PostgreSQL. */
export async function serverBench(postgresUrl: string): Promise<void> {
  await saves('embedded store', null);
  await saves('PostgreSQL', postgresUrl);
  await pages(postgresUrl);
}

/** POST of a draft through HTTP, against the same statements straight on the driver. */
async function saves(name: string, postgresUrl: string | null): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const key = 'demo-key';
  const database = postgresUrl && (await newDatabase(postgresUrl, 'saves'));
  if (database) await fillWithDemo({ databaseUrl: database });
  const desk = await startDesk(
    { DATA_DIR: join(folder, 'http'), ...(database ? { DATABASE_URL: database } : {}) },
    key,
  );
  const driver = await openDriver(postgresUrl, join(folder, 'direct'), key);
  const draft = await draftAddress(desk.ask);
  const parallel = postgresUrl ? 4 : 1;
  const count = quick ? 10 : 150;
  let n = 0;
  const overHttp = () =>
    throughput(count, parallel, () =>
      desk.ask('POST', draft, { body_html: `${body}${n++}`, cc_emails: ['a@b.example'] }),
    );
  const straight = () => throughput(count, parallel, () => driver.save(`${body}${n++}`));
  await overHttp();
  await straight();
  const { ratio, one, other } = await interleaved(rounds, overHttp, straight);
  report(
    `POST of a draft over HTTP / the same upsert on the driver, ${name}`,
    ratio,
    '≥ 0.50',
    `${one.toFixed(0)} and ${other.toFixed(0)} a second, ${parallel} at a time`,
  );
  await desk.stop();
  await driver.close();
  await rm(folder, { recursive: true, force: true });
}

/** A store of its own with the same data, without the server. */
async function openDriver(postgresUrl: string | null, folder: string, key: string): Promise<Driver> {
  if (postgresUrl === null) {
    await fillWithDemo({ folder });
    return embeddedDriver(folder, key);
  }
  const databaseUrl = await newDatabase(postgresUrl, 'direct');
  await fillWithDemo({ databaseUrl });
  return postgresDriver(databaseUrl, key);
}

/** Makes a store with the data of the demo, and with its API key. */
async function fillWithDemo(where: Parameters<typeof openStore>[0]): Promise<void> {
  const store = await openStore(where);
  await seedDemo(store.db);
  await store.close();
}

async function newDatabase(server: string, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: `${server}/postgres` });
  await admin.connect();
  await admin.query(`create database bench_${name}`);
  await admin.end();
  return `${server}/bench_${name}`;
}

/** Reading a page of 100,000 conversations against one of 1,000, and the same for pending replies. */
async function pages(postgresUrl: string): Promise<void> {
  const database = await newDatabase(postgresUrl, 'pages');
  const store = await openStore({ databaseUrl: database });
  const small = await fill(store.executeSql, 'small', 1_000);
  const large = await fill(store.executeSql, 'large', quick ? 2_000 : 100_000);
  await store.executeSql('analyze');
  await store.close();
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const env = { DATA_DIR: folder, DATABASE_URL: database };
  const desks = {
    small: await startDesk(env, small.key),
    large: await startDesk({ ...env, DATA_DIR: join(folder, 'two') }, large.key),
  };
  const read = (which: 'small' | 'large', organizationId: string) => async () => {
    const path = `/api/v2/organizations/${organizationId}/conversations?limit=50`;
    return 1000 / (await throughput(quick ? 10 : 100, 1, () => desks[which].ask('GET', path)));
  };
  const of = { small: read('small', small.id), large: read('large', large.id) };
  await of.small();
  await of.large();
  const { ratio, one, other } = await interleaved(rounds, of.large, of.small);
  report(
    'reading a page of 50 at 100,000 conversations / at 1,000, PostgreSQL',
    ratio,
    '≤ 1.30',
    `${one.toFixed(2)} and ${other.toFixed(2)} ms a page`,
  );
  await desks.small.stop();
  await desks.large.stop();
  await rm(folder, { recursive: true, force: true });
}

async function fill(run: ExecuteSql, name: string, count: number): Promise<{ id: string; key: string }> {
  const key = `bench-${name}`;
  const hash = createHash('sha256').update(key).digest('hex');
  await run(`insert into organization (id, name, sending_address) values ($1, $1, 'a@b.example')`, [name]);
  await run(`insert into api_key (id, organization_id, name, hash) values ($1, $1, 'bench', $2)`, [
    name,
    hash,
  ]);
  await run(
    `insert into contact (id, organization_id, name, email) select $1 || n, $1, 'C ' || n, 'c' || n || '@x.example' from generate_series(1, $2::int) n`,
    [name, count],
  );
  await run(
    `insert into conversation (id, organization_id, contact_id, modality, subject, start_at, last_activity_at)
     select $1 || n, $1, $1 || n, 'email', 'S ' || n, now() - n * interval '1 minute', now() - n * interval '1 minute'
     from generate_series(1, $2::int) n`,
    [name, count],
  );
  return { id: name, key };
}
