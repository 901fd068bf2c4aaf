import { Column, getTableColumns, is, type Placeholder, type Query, SQL, sql, Table } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Db } from './database.ts';
import * as schema from './schema.ts';

/** Writes queries, and runs none. */
export const written = drizzle.mock({ schema });

/** A value given at each call, by the name of its column, for every column of a table but those left out. */
export function givenFor<Table extends PgTable, Omitted extends keyof Table['_']['columns'] & string>(
  table: Table,
  ...omitted: Omitted[]
) {
  const columns = Object.entries(getTableColumns(table)).filter(
    ([name]) => !omitted.includes(name as Omitted),
  );
  // Drizzle would write the null of a JSON column as JSON's own `null`, which is a value.
  const given = ([name, { notNull, columnType }]: [string, PgColumn]) =>
    columnType === 'PgJsonb' && !notNull ? sql`${sql.placeholder(name)}::jsonb` : sql.placeholder(name);
  return Object.fromEntries(columns.map((column) => [column[0], given(column)])) as {
    [Name in Exclude<keyof Table['_']['columns'] & string, Omitted>]: Placeholder<Name>;
  };
}

type RowOf<Result> = Result extends (infer Row)[] ? Row : never;

/**
 * A query that Drizzle writes once, not at every call, and that each connection to PostgreSQL plans once: for what is
 * asked all the time.
 * @param name by which PostgreSQL knows it; no two are called the same.
 * @param selection what the query selects or returns, as it was given to Drizzle.
 */
export function prepared<Result>(
  name: string,
  query: { toSQL(): Query; _: { readonly result: Result } },
  selection: Record<string, Selected | Record<string, PgColumn>> = {},
): (db: Db, values: Record<string, unknown>) => Promise<RowOf<Result>[]> {
  const text = query.toSQL();
  const fields = Object.entries(selection).flatMap(([key, part]) => pathsOf(key, part));
  return (db, values) =>
    db._.session
      .prepareQuery<{ execute: RowOf<Result>[]; all: unknown; values: unknown }>(text, fields, name, true)
      .execute(values);
}

type Selected = PgTable | PgColumn | SQL;

function pathsOf(
  key: string,
  part: Selected | Record<string, PgColumn>,
): { path: string[]; field: PgColumn | SQL }[] {
  if (is(part, Column) || is(part, SQL)) return [{ path: [key], field: part }];
  const columns = is(part, Table) ? getTableColumns(part) : part;
  return Object.entries(columns).map(([column, field]) => ({ path: [key, column], field }));
}
