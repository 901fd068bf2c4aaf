import { sql } from 'drizzle-orm';
import type { Db } from './database.ts';

export interface Stranded {
  kind: 'response' | 'message';
  draftId: string;
  deliveryId: string;
  /** A job that looks active, though whoever had it is dead. */
  deadJob: string | null;
  /** How often its delivery was begun, or could have been. */
  attempts: number;
}

/**
 * Released drafts that should be on their way but that no delivery job looks after: their job ended while they were
 * held by an attempt that died, or could not say what became of them.
 */
export async function listStranded(db: Db, leaseSeconds: number): Promise<Stranded[]> {
  const lease = sql`make_interval(secs => ${leaseSeconds})`;
  const jobs = sql`pgboss.job where name = 'delivery' and data->>'deliveryId' = pending."deliveryId"`;
  const { rows } = (await db.execute(sql`
    select kind, "draftId", "deliveryId",
      (select id::text from ${jobs} and state = 'active' limit 1) as "deadJob",
      (select coalesce(sum(retry_count + 1), 0)::int from ${jobs}) as attempts
    from (
      select 'response' as kind, id as "draftId", delivery_id::text as "deliveryId", status, release_at, sending_since
        from draft where status <> 'saved' and not awaiting_approval
      union all
      select 'message', id, delivery_id::text, status, release_at, sending_since
        from message_draft where status <> 'saved'
    ) pending
    where release_at < now()
      and (status = 'queued' or sending_since < now() - ${lease})
      and not exists (
        select 1 from ${jobs} and (state in ('created', 'retry') or state = 'active' and started_on > now() - ${lease})
      )
    limit 1000`)) as unknown as { rows: Stranded[] };
  return rows;
}

/** Ends the leases of all attempts and their jobs: for a store that no other process has, when this one begins. */
export async function endLeases(db: Db): Promise<void> {
  await db.execute(sql`update draft set sending_since = '-infinity' where status = 'sending'`);
  await db.execute(sql`update message_draft set sending_since = '-infinity' where status = 'sending'`);
  await db.execute(
    sql`update pgboss.job set started_on = '-infinity' where name = 'delivery' and state = 'active'`,
  );
}

/** Gives a job back at once, as if nobody had taken it: an attempt that a stop ended does not count. */
export async function putJobBack(db: Db, id: string): Promise<void> {
  await db.execute(sql`
    update pgboss.job set state = 'created', started_on = null
    where name = 'delivery' and id = ${id}::uuid and state = 'active'`);
}
