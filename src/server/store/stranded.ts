import { sql } from 'drizzle-orm';
import type { Db } from './database.ts';

/**
 * Released drafts that should be on their way but that no delivery job looks after: their job ended while they were
 * held by an attempt that died, or could not say what became of them.
 */
export async function listStranded(
  db: Db,
  leaseSeconds: number,
): Promise<{ kind: 'response' | 'message'; draftId: string; deliveryId: string }[]> {
  const { rows } = (await db.execute(sql`
    select kind, "draftId", "deliveryId" from (
      select 'response' as kind, id as "draftId", delivery_id::text as "deliveryId", status, release_at, sending_since
        from draft where status <> 'saved' and not awaiting_approval
      union all
      select 'message', id, delivery_id::text, status, release_at, sending_since
        from message_draft where status <> 'saved'
    ) pending
    where release_at < now() - interval '5 seconds'
      and (status = 'queued' or sending_since < now() - make_interval(secs => ${leaseSeconds}))
      and not exists (
        select 1 from pgboss.job
        where name = 'delivery' and state in ('created', 'retry', 'active') and data->>'deliveryId' = pending."deliveryId"
      )
    limit 1000`)) as unknown as {
    rows: { kind: 'response' | 'message'; draftId: string; deliveryId: string }[];
  };
  return rows;
}
