import type { Query, QueryClient } from '@tanstack/react-query';
import type { ListPages } from './list-rows.ts';
import { queryRoots } from './query-roots.ts';

const isPaged = ({ state }: Query) => ((state.data as ListPages | undefined)?.pages?.length ?? 0) > 1;

/** A list of which somebody read more than its first page. */
const isLong = (query: Query) => query.meta?.rowsOfList !== undefined && isPaged(query);

/**
 * Has the lists read again that these conversations may be in: short ones whole, of a long one the rows that it has of them.
 * @param refetchType `none`: once somebody looks at the lists again.
 */
export function refreshLists(
  client: QueryClient,
  conversationIds: readonly string[],
  refetchType: 'active' | 'none' = 'active',
): void {
  for (const queryKey of [queryRoots.queue, queryRoots.conversations]) {
    void client.invalidateQueries({ queryKey, predicate: isLong, refetchType: 'none' });
    void client.invalidateQueries({ queryKey, predicate: (query) => !isLong(query), refetchType });
  }
  // Who reads further back in the log asks for what is new by coming back.
  void client.invalidateQueries({
    queryKey: queryRoots.activity,
    predicate: (query) => !isPaged(query),
    refetchType,
  });
  const long = client.getQueryCache().findAll({ type: 'active', predicate: isLong });
  if (refetchType === 'none' || long.length === 0) return;
  // What cannot be read now is read when somebody looks at the window again.
  import('./refresh-rows.ts')
    .then(({ refreshRows }) => refreshRows(client, long, conversationIds))
    .catch(() => {});
}
