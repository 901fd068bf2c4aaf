import { sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { draft, messageDraft } from './schema.ts';

/** In which states what is not sent yet can be, over all organisations. */
export const depthStates = ['saved', 'failed', 'awaiting_approval', 'held', 'due', 'sending'] as const;
export type DepthState = (typeof depthStates)[number];

/** How many replies and first messages are in each state; `due` is what should be leaving now. */
export async function queueDepth(db: Db): Promise<Record<DepthState, number>> {
  const state = (
    row: { status: unknown; failure: unknown; releaseAt: unknown },
    awaiting: unknown,
  ) => sql`case
    when ${row.status} = 'saved' and ${row.failure} is null then 'saved'
    when ${row.status} = 'saved' then 'failed'
    when ${row.status} = 'sending' then 'sending'
    when ${awaiting} then 'awaiting_approval'
    when ${row.releaseAt} > now() then 'held'
    else 'due' end`;
  const { rows } = (await db.execute(sql`
    select state, count(*)::int n from (
      select ${state(draft, draft.awaitingApproval)} state from ${draft}
      union all
      select ${state(messageDraft, sql`false`)} from ${messageDraft}
    ) every group by state`)) as unknown as { rows: { state: DepthState; n: number }[] };
  const counted = new Map(rows.map(({ state, n }) => [state, n]));
  return Object.fromEntries(depthStates.map((state) => [state, counted.get(state) ?? 0])) as Record<
    DepthState,
    number
  >;
}
