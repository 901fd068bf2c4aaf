import type { QueryClient } from '@tanstack/react-query';
import { type Decided, undoDecisions } from '#contract/desk/decisions.ts';
import { awaitRow } from './commands/rows.ts';
import { ApiError, request } from './http.ts';
import { inBatches } from './in-batches.ts';
import { queryRoots } from './query-roots.ts';
import { refreshLists } from './refresh-lists.ts';

export type Made = Extract<Decided, { ok: true }>;

/** By which a decision can be taken back. */
export type Decision = Pick<Made, 'conversation_id' | 'decision_id'>;

/**
 * Drops what is known of conversations and of the lists they are in, which are read again once. Answers that were asked for
 * before are dropped, so that none of them puts the old state back.
 */
export async function forgetConversations(
  client: QueryClient,
  conversationIds: readonly string[],
): Promise<unknown> {
  const keys = conversationIds.map((id) => queryRoots.conversation(id));
  await Promise.all(keys.map((queryKey) => client.cancelQueries({ queryKey })));
  refreshLists(client, conversationIds);
  return Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}

/** `forgetConversations` of one. */
export const forgetConversation = (client: QueryClient, conversationId: string) =>
  forgetConversations(client, [conversationId]);

/**
 * What is offered for decisions that were made together: `undo` takes them back, and the first row that comes back is focused
 * where nothing else is. It throws an ApiError where one of them came too late.
 * @param onBack one of them is taken back, and nothing of that is on the page yet.
 */
export function undoOf(client: QueryClient, made: readonly Decision[], onBack?: () => void) {
  const decisions = made.map(({ conversation_id, decision_id }) => ({ conversation_id, decision_id }));
  const undo = async () => {
    const { results, failure } = await inBatches(decisions, (items) =>
      request(undoDecisions, { body: { items } }),
    );
    const back = results.find(({ ok }) => ok);
    if (back) {
      awaitRow(back.conversation_id);
      onBack?.();
    }
    await forgetConversations(
      client,
      decisions.map(({ conversation_id }) => conversation_id),
    );
    if (failure !== null) throw failure;
    const late = results.filter((result) => !result.ok);
    const [first] = late;
    if (!first) return;
    const others = late.length > 1 ? ` So it is with ${late.length - 1} more.` : '';
    throw new ApiError(first.status, `${first.detail}${others}`);
  };
  return { decisions, undo };
}
