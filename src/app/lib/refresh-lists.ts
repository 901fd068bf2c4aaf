import type { Query, QueryClient, QueryKey } from '@tanstack/react-query';
import { freshness } from './freshness.ts';
import type { ListPages } from './list-rows.ts';
import { queryRoots } from './query-roots.ts';

const pagesOf = ({ state }: Query) => (state.data as ListPages | undefined)?.pages?.length ?? 0;
const isPaged = (query: Query) => pagesOf(query) > 1;
const isReadFar = (query: Query) => pagesOf(query) > freshness.pages;

/** A list of which somebody read more than its first page. */
const isLong = (query: Query) => query.meta?.rowsOfList !== undefined && isPaged(query);

type RefetchType = 'active' | 'none';

/** Has what is below a key read again, but for what `isLeft`: that once somebody looks at it anew. */
function refresh(
  client: QueryClient,
  queryKey: QueryKey,
  refetchType: RefetchType,
  isLeft: (query: Query) => boolean,
): void {
  void client.invalidateQueries({ queryKey, predicate: isLeft, refetchType: 'none' });
  void client.invalidateQueries({ queryKey, predicate: (query) => !isLeft(query), refetchType });
}

/** Has a conversation read again, but for a history that was read far back. */
export const refreshConversation = (client: QueryClient, id: string, refetchType: RefetchType): void =>
  refresh(client, queryRoots.conversation(id), refetchType, isReadFar);

/**
 * Has the lists read again that these conversations may be in: short ones whole, of a long one the rows that it has of them.
 * @param refetchType `none`: once somebody looks at the lists again.
 */
export function refreshLists(
  client: QueryClient,
  conversationIds: readonly string[],
  refetchType: RefetchType = 'active',
): void {
  for (const queryKey of [queryRoots.queue, queryRoots.conversations])
    refresh(client, queryKey, refetchType, isLong);
  refresh(client, queryRoots.activity, refetchType, isPaged);
  const long = client.getQueryCache().findAll({ type: 'active', predicate: isLong });
  if (refetchType === 'none' || long.length === 0) return;
  // What cannot be read now is read when somebody looks at the window again.
  import('./refresh-rows.ts')
    .then(({ refreshRows }) => refreshRows(client, long, conversationIds))
    .catch(() => {});
}
