import pg from 'pg';
import { type ExecuteSql, openStore } from '../../src/server/store/database.ts';
import { listPending } from '../../src/server/store/queue.ts';
import { countPending } from '../../src/server/store/queue-tabs.ts';
import { interleaved, report, throughput } from './measure.ts';

/** Only shows that it runs: for the tests. */
const quick = process.env.BENCH_QUICK === '1';
const rounds = quick ? 1 : 7;
const many = quick ? 2_000 : 1_000_000;

/** A page of the queue with very many pending replies against one with a thousand, on PostgreSQL. */
export async function queueBench(postgresUrl: string): Promise<void> {
  const admin = new pg.Client({ connectionString: `${postgresUrl}/postgres` });
  await admin.connect();
  await admin.query('create database bench_queue');
  await admin.end();
  const store = await openStore({ databaseUrl: `${postgresUrl}/bench_queue` });
  await fill(store.executeSql, 'small', 1_000);
  await fill(store.executeSql, 'large', many);
  await store.executeSql('vacuum analyze');
  const { db } = store;
  const timed = (read: () => Promise<unknown>) => async () =>
    1000 / (await throughput(quick ? 5 : 50, 1, read));
  const wanted = (organizationId: string) => ({
    organizationId,
    personId: 'p',
    filters: {},
    search: undefined,
  });
  const first = (of: string) =>
    timed(() => listPending(db, 'review', wanted(of), { limit: 50, after: null }));
  const middle = (of: string, n: number) => {
    const after = {
      at: new Date(Date.now() - n * 1000).toISOString(),
      id: 'z',
      section: 'others' as const,
      asOf: new Date().toISOString(),
    };
    return timed(() => listPending(db, 'review', wanted(of), { limit: 50, after }));
  };
  const counts = (of: string) => timed(() => countPending(db, of));
  const pairs = [
    ['the first page of the queue', first('large'), first('small')],
    ['a page in the middle of the queue', middle('large', many / 2), middle('small', 500)],
    ['the counts of the queue', counts('large'), counts('small')],
  ] as const;
  for (const [what, large, small] of pairs) {
    await large();
    await small();
    const { ratio, one, other } = await interleaved(rounds, large, small);
    report(
      `${what} at ${many.toLocaleString('en')} drafts / at 1,000, PostgreSQL`,
      ratio,
      '≤ 1.30',
      `${one.toFixed(2)} and ${other.toFixed(2)} ms`,
    );
  }
  await store.close();
}

async function fill(run: ExecuteSql, name: string, count: number): Promise<void> {
  await run(`insert into organization (id, name, sending_address) values ($1, $1, 'a@b.example')`, [name]);
  await run(
    `insert into contact (id, organization_id, name, email)
     select $1 || n, $1, 'C ' || n, 'c' || n || '@x.example' from generate_series(1, $2::int) n`,
    [name, count],
  );
  await run(
    `insert into conversation (id, organization_id, contact_id, modality, subject, start_at, last_activity_at)
     select $1 || n, $1, $1 || n, 'email', 'S ' || n, now(), now() from generate_series(1, $2::int) n`,
    [name, count],
  );
  await run(
    `insert into message (id, organization_id, conversation_id, modality, direction, content, content_format, occurred_at, created_at)
     select $1 || n, $1, $1 || n, 'email', 'received', 'When can you come?', 'text', now() - interval '1 year', now() - interval '1 year'
     from generate_series(1, $2::int) n`,
    [name, count],
  );
  await run(
    `insert into draft (id, organization_id, conversation_id, status, body_html, revision, author_kind, author_id, author_name,
       review_requested_at, created_at)
     select $1 || n, $1, $1 || n, 'saved', '<p>Hi C ' || n || ',</p><p>we can do Tuesday at 2 pm.</p>', 'r', 'key', 'k', 'AI',
       case when n % 500 = 0 then now() end, now() - n * interval '1 second'
     from generate_series(1, $2::int) n`,
    [name, count],
  );
}
