import { sql } from 'drizzle-orm';
import type { Db } from './database.ts';

/** Has every process of the desk look at once which of a person's streams still have a session. */
export async function tellOfEndedSession(
  db: Db,
  { id, organizationId }: { id: string; organizationId: string },
): Promise<void> {
  await db.execute(sql`select pg_notify('desk_session', json_build_object(
    'organizationId', ${organizationId}::text, 'personId', ${id}::text)::text)`);
}
