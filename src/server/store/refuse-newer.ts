import { type SQL, sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';

/** The store was written by a later version of the desk; the message says what to do. */
export class StoreTooNew extends Error {}

/**
 * Says no before anything is written.
 * @throws StoreTooNew when a migration has been made that this version does not know.
 */
export async function refuseNewer(
  db: Pick<PgDatabase<PgQueryResultHKT>, 'execute'>,
  migrationsFolder: string,
): Promise<void> {
  const rowsOf = async (query: SQL) => ((await db.execute(query)) as unknown as { rows: object[] }).rows;
  const [{ found } = { found: null }] = (await rowsOf(
    sql`select to_regclass('drizzle.__drizzle_migrations')::text as found`,
  )) as { found: string | null }[];
  if (found === null) return;
  const [{ last } = { last: 0 }] = (await rowsOf(
    sql`select coalesce(max(created_at), 0)::text as last from drizzle.__drizzle_migrations`,
  )) as { last: number | string }[];
  const known = Math.max(...readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis));
  if (Number(last) > known) {
    throw new StoreTooNew(
      'The store was written by a later version of Countersign, which this one would damage: start that version. Nothing was changed.',
    );
  }
}
