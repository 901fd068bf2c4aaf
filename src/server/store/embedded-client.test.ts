import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EmbeddedClient } from './embedded-client.ts';

let client: EmbeddedClient;
beforeAll(async () => {
  client = new EmbeddedClient('memory://');
  await client.exec(`create table note (id int primary key, words text)`);
});
afterAll(() => client.close());

const count = async () =>
  (await client.query<{ n: number }>('select count(*)::int as n from note')).rows[0]?.n;

test('answers are those of PGlite itself, the second time too', async () => {
  const text = `select $1::text as words, $2::jsonb as data, $3::text[] as list, $4::timestamptz as at, $5::int as n,
    'null'::jsonb as nothing, null::text as missing, $6::boolean as yes, $7::bytea as bytes`;
  const at = new Date('2026-05-22T20:45:03Z');
  const values = ['“é” 🙂', { a: [1, null] }, ['x', 'y,"z"'], at, 7, true, new Uint8Array([0, 255])];
  const itself = await PGlite.create('memory://');
  for (const rowMode of ['object', 'array'] as const) {
    const { rows, fields } = await itself.query(text, values, { rowMode });
    const first = await client.query(text, values, { rowMode });
    const second = await client.query(text, values, { rowMode });
    expect(first.rows).toEqual(rows);
    expect(second.rows).toEqual(rows);
    expect(second.fields.map(({ name }) => name)).toEqual(fields.map(({ name }) => name));
  }
  await itself.close();
});

describe('what fails', () => {
  test('is told with its code, and the next query is answered', async () => {
    await expect(client.query('select 1 / $1::int as x', [0])).rejects.toMatchObject({ code: '22012' });
    await expect(client.query('select from nowhere')).rejects.toMatchObject({ code: '42P01' });
    expect((await client.query('select 1 / $1::int as x', [1])).rows).toEqual([{ x: 1 }]);
  });

  test('takes its transaction with it', async () => {
    const insert = 'insert into note (id, words) values ($1, $2)';
    const before = await count();
    const failed = client.transaction(async (tx) => {
      await tx.query(insert, [1, 'kept?']);
      await tx.query(insert, [1, 'twice']);
    });
    await expect(failed).rejects.toMatchObject({ code: '23505' });
    expect(await count()).toBe(before);
    await client.transaction(async (tx) => tx.query(insert, [1, 'kept']));
    expect(await count()).toBe((before ?? 0) + 1);
  });
});

test('a transaction that is over runs nothing more', async () => {
  const late = await client.transaction(async (tx) => tx);
  await expect(late.query('select 1')).rejects.toThrow('over');
});

test('a query beside a transaction waits for its end', async () => {
  const events: string[] = [];
  let beside: Promise<unknown> | undefined;
  await client.transaction(async (tx) => {
    beside = client.query('select 1').then(() => events.push('beside'));
    await tx.query('select 2');
    events.push('within');
  });
  await beside;
  expect(events).toEqual(['within', 'beside']);
});

test('the oldest of very many statements make room, and still work when they come again', async () => {
  for (let n = 0; n < 450; n++) {
    expect((await client.query(`select ${n} as n`)).rows).toEqual([{ n }]);
  }
  expect((await client.query('select 0 as n')).rows).toEqual([{ n: 0 }]);
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from pg_prepared_statements');
  expect(rows[0]?.n).toBeLessThanOrEqual(201);
});
