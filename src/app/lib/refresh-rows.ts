import type { Query, QueryClient } from '@tanstack/react-query';
import { mostConversations } from '#contract/desk/queue.ts';
import type { ListPages, ListRow, RowsOfList } from './list-rows.ts';

type Answered = Awaited<ReturnType<RowsOfList['read']>>;

/** One after the other: an answer never puts back what a later one has shown. */
let turn: Promise<unknown> = Promise.resolve();

/** Has the rows of these conversations read again in lists that were read far down, whose other rows stay as they are. */
export function refreshRows(
  client: QueryClient,
  lists: readonly Query[],
  conversationIds: readonly string[],
): Promise<void> {
  const refreshed = turn.then(async () => {
    for (let from = 0; from < conversationIds.length; from += mostConversations) {
      const some = conversationIds.slice(from, from + mostConversations);
      await Promise.all(lists.map((list) => refreshList(client, list, some)));
    }
  });
  turn = refreshed.catch(() => {});
  return refreshed;
}

async function refreshList(
  client: QueryClient,
  list: Query,
  conversationIds: readonly string[],
): Promise<void> {
  const rows = await list.meta?.rowsOfList?.();
  if (!rows) return;
  const answered = await rows.read(conversationIds);
  await settled(client, list);
  client.setQueryData<ListPages>(
    list.queryKey,
    (shown) => shown && withRows(shown, conversationIds, answered, rows),
  );
}

/** Waits until no page of it is being read: that ends with the rows that it began with. */
function settled(client: QueryClient, list: Query): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (list.state.fetchStatus === 'fetching') return;
      stop();
      resolve();
    };
    const stop = client.getQueryCache().subscribe(look);
    look();
  });
}

/**
 * The pages with what they hold of `conversationIds` replaced. A row that belongs behind the last one that was read is left
 * to the next page.
 */
export function withRows(
  shown: ListPages,
  conversationIds: readonly string[],
  { rows, isAll }: Answered,
  { keyOf, comesBefore }: Pick<RowsOfList, 'keyOf' | 'comesBefore'>,
): ListPages {
  const concerned = new Set(conversationIds);
  const read = new Set(rows.map(keyOf));
  const isOut = (row: ListRow) => read.has(keyOf(row)) || (isAll && concerned.has(row.conversation_id));
  const pages = shown.pages.map((page) => ({
    ...page,
    data: page.data.filter((row) => !isOut(row)),
    // Where the next page begins, also when that row has left.
    end: page.end ?? page.data.at(-1),
  }));
  const last = pages.at(-1);
  const isReadAsFar = (row: ListRow) =>
    last?.pagination.has_more === false || (last?.end !== undefined && !comesBefore(last.end, row));
  for (const row of rows.filter(isReadAsFar)) {
    const follows = (other: ListRow) => comesBefore(row, other);
    const data = (pages.find((page) => page.data.some(follows)) ?? last)?.data ?? [];
    const at = data.findIndex(follows);
    data.splice(at < 0 ? data.length : at, 0, row);
  }
  return { ...shown, pages };
}
