import type { ExecuteSql } from '../../src/server/store/database.ts';

/** Drafts in a state that `src/server/drafts/life.ts` does not know. */
export async function wrongStates(query: ExecuteSql): Promise<string[]> {
  const { rows } = await query(`
    select id, status from draft d where not case status
      when 'saved' then not awaiting_approval and release_at is null and delivery_id is null
        and sending_since is null and departed is null
      when 'queued' then sending_since is null and departed is null
        and awaiting_approval = (delivery_id is null) and awaiting_approval = (release_at is null)
      else delivery_id is not null and release_at is not null and sending_since is not null
    end
    or exists (select 1 from message m where m.response_id = d.id)
    union all
    select response_id, 'twice a message' from message where response_id is not null
      group by response_id having count(*) > 1`);
  return (rows as { id: string; status: string }[]).map(
    ({ id, status }) => `${id} is ${status}, and cannot be`,
  );
}

/** From which states something may happen to a reply, and in which one it is then. */
const moves: Record<string, { from: string[]; to: string }> = {
  draft_saved: { from: ['none', 'saved', 'queued'], to: 'saved' },
  draft_queued: { from: ['none', 'saved', 'queued'], to: 'queued' },
  draft_approved: { from: ['none', 'saved', 'queued'], to: 'queued' },
  draft_recalled: { from: ['queued'], to: 'saved' },
  draft_retrying: { from: ['queued'], to: 'queued' },
  draft_failed: { from: ['queued'], to: 'saved' },
  draft_sent: { from: ['queued'], to: 'sent' },
};

/** Replies to which something happened that could not. */
export async function wrongEvents(query: ExecuteSql): Promise<string[]> {
  const { rows } = await query(
    'select response_id, kind from event where response_id is not null order by response_id, id',
  );
  const wrong: string[] = [];
  const states = new Map<string, string>();
  for (const { response_id: id, kind } of rows as { response_id: string; kind: string }[]) {
    const state = states.get(id) ?? 'none';
    const move = moves[kind];
    if (!move?.from.includes(state)) wrong.push(`${id} was ${state}, then ${kind}`);
    states.set(id, move?.to ?? state);
  }
  return wrong;
}
