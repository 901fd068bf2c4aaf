import pg from 'pg';
import { setUp } from '../../src/contract/desk/session.ts';
import { addressOf } from '../../src/contract/endpoint.ts';
import { hashApiKey } from '../../src/server/session/api-keys.ts';

/** An empty desk gets its administrator. @returns the cookie of a session. */
export async function setUpDesk(url: string): Promise<string> {
  const response = await fetch(`${url}${addressOf(setUp)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      organization_name: 'Bench',
      sending_address: 'bench@bench.example',
      name: 'Mo Manager',
      email: 'mo@bench.example',
      password: 'a-long-password',
    }),
  });
  if (!response.ok) throw new Error(`Setting up: ${response.status} ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
}

/** Gives the organisation an API key. */
export async function setUpKey(connectionString: string, key: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(
    `insert into api_key (id, organization_id, name, hash) select 'bench', id, 'AI', $1 from organization`,
    [hashApiKey(key)],
  );
  await client.end();
}

/** A conversation and a saved reply for each number `from` one `to` the other. */
export async function fill(connectionString: string, from: number, to: number): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ id: string }>('select id from organization');
  const all = [rows[0]?.id, from, to];
  await client.query(
    `insert into contact (id, organization_id, name, email)
     select 'c' || n, $1, 'Customer ' || n, 'c' || n || '@x.example' from generate_series($2::int, $3::int) n`,
    all,
  );
  await client.query(
    `insert into conversation (id, organization_id, contact_id, modality, subject, start_at, last_activity_at)
     select 'c' || n, $1, 'c' || n, 'email', 'Roof ' || n, now(), now() from generate_series($2::int, $3::int) n`,
    all,
  );
  await client.query(
    `insert into message (id, organization_id, conversation_id, modality, direction, sender_name, content, content_format, occurred_at, created_at)
     select 'm' || n, $1, 'c' || n, 'email', 'received', 'Customer ' || n, '<p>When can you come and look at roof ' || n || '?</p>', 'html',
       now() - interval '1 day', now() - interval '1 day'
     from generate_series($2::int, $3::int) n`,
    all,
  );
  await client.query(
    `insert into draft (id, organization_id, conversation_id, status, body_html, subject, revision, author_kind, author_id, author_name, created_at)
     select 'd' || n, $1, 'c' || n, 'saved', '<p>Hi,</p><p>we can look at roof ' || n || ' on Tuesday at 2 pm.</p>', 'Re: Roof ' || n,
       md5('a' || n) || md5('b' || n), 'key', 'k', 'AI', now() - n * interval '1 second'
     from generate_series($2::int, $3::int) n`,
    all,
  );
  await client.query('vacuum analyze');
  await client.end();
}
