import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { seedDemo } from '../../src/server/demo/seed.ts';
import { type ExecuteSql, openStore } from '../../src/server/store/database.ts';
import { interleaved, report, throughput } from './measure.ts';
import { type RunningDesk, startDesk } from './running-desk.ts';

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
  const database = postgresUrl && (await newDatabase(postgresUrl, 'saves'));
  const direct = postgresUrl ? await newDatabase(postgresUrl, 'direct') : null;
  const key = database ? await prepare(database) : 'demo-key';
  const desk = await startDesk(
    { DATA_DIR: join(folder, 'http'), ...(database ? { DATABASE_URL: database } : {}) },
    key,
  );
  const driver = await openDriver(direct, join(folder, 'direct'));
  const draft = await draftAddress(desk);
  const parallel = postgresUrl ? 4 : 1;
  const count = quick ? 10 : 150;
  let n = 0;
  const overHttp = () =>
    throughput(count, parallel, () =>
      desk.ask('POST', draft, { body_html: `${body}${n++}`, cc_emails: ['a@b.example'] }),
    );
  const straight = () => throughput(count, parallel, () => driver.upsert(`${body}${n++}`));
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

async function draftAddress(desk: RunningDesk): Promise<string> {
  const organizations = (await desk.ask('GET', '/api/v2/organizations')) as {
    data: { organization_id: string }[];
  };
  const organization = `/api/v2/organizations/${organizations.data[0]?.organization_id}`;
  const conversations = (await desk.ask('GET', `${organization}/conversations?limit=1`)) as {
    data: { conversation_id: string }[];
  };
  return `${organization}/conversations/${conversations.data[0]?.conversation_id}/response-drafts`;
}

/** Fills a PostgreSQL database, where `DEMO` may not be on, with the same data. @returns an API key. */
async function prepare(databaseUrl: string): Promise<string> {
  const store = await openStore({ databaseUrl });
  await seedDemo(store.db);
  await store.close();
  return 'demo-key';
}

async function newDatabase(server: string, name: string): Promise<string> {
  const admin = new pg.Client({ connectionString: `${server}/postgres` });
  await admin.connect();
  await admin.query(`create database bench_${name}`);
  await admin.end();
  return `${server}/bench_${name}`;
}

interface Driver {
  upsert(bodyHtml: string): Promise<void>;
  close(): Promise<void>;
}

/** The statements of one save, as the server makes them, with nothing around them. */
async function openDriver(databaseUrl: string | null, folder: string): Promise<Driver> {
  const store = await openStore(databaseUrl ? { databaseUrl } : { folder });
  await seedDemo(store.db);
  const { rows } = await store.executeSql(
    `select c.id, c.organization_id from conversation c where c.modality = 'email' order by last_activity_at desc limit 1`,
  );
  const [{ id, organization_id: organizationId }] = rows as [{ id: string; organization_id: string }];
  await store.close();
  const save = async (run: ExecuteSql, bodyHtml: string) => {
    await run(`select 1 from api_key where hash = $1`, ['demo']);
    await run(
      `select * from conversation c join contact k on k.id = c.contact_id where c.id = $1 and c.organization_id = $2 for update of c`,
      [id, organizationId],
    );
    await run(`select * from draft where conversation_id = $1`, [id]);
    const saved = await run(
      `insert into draft (id, organization_id, conversation_id, status, body_html, subject, cc_emails, bcc_emails,
         revision, author_kind, author_id, author_name)
       values ($1, $2, $3, 'saved', $4, 'Re: x', $5, '{}', $6, 'key', 'k', 'AI')
       on conflict (conversation_id) do update set body_html = excluded.body_html, revision = excluded.revision,
         cc_emails = excluded.cc_emails, status = 'saved', updated_at = clock_timestamp() returning *`,
      [`rsp_${Math.random()}`, organizationId, id, bodyHtml, ['a@b.example'], String(Math.random())],
    );
    const { id: draftId, revision } = saved.rows[0] as { id: string; revision: string };
    await run(
      `insert into draft_revision (draft_id, revision, organization_id, conversation_id, body_html, author_kind, author_id, author_name)
       values ($1, $2, $3, $4, $5, 'key', 'k', 'AI') on conflict do nothing`,
      [draftId, revision, organizationId, id, bodyHtml],
    );
    await run(
      `insert into event (organization_id, conversation_id, response_id, kind, actor_kind, data) values ($1, $2, $3, 'draft_saved', 'key', $4)`,
      [organizationId, id, draftId, JSON.stringify({ revision })],
    );
  };
  if (databaseUrl) {
    const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
    return {
      async upsert(bodyHtml) {
        const client = await pool.connect();
        await client.query('begin');
        await save((text, values) => client.query(text, values), bodyHtml);
        await client.query('commit');
        client.release();
      },
      close: () => pool.end(),
    };
  }
  const lite = await PGlite.create(folder);
  return {
    upsert: (bodyHtml) => lite.transaction((tx) => save((text, values) => tx.query(text, values), bodyHtml)),
    close: () => lite.close(),
  };
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
