import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { countQueue, listDeskConversations, listQueue, type QueueTab } from '#contract/desk/queue.ts';
import { freshness } from '../lib/freshness.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';

const limit = 30;

/** A poll fetches every loaded page again: far down a long list that is left to the counts and to focus. */
const interval = (pages: number) => (pages > 4 ? false : freshness.list);

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page: { pagination: { next_cursor: string | null } }) =>
    page.pagination.next_cursor ?? undefined,
};

export const queueQueries = {
  counts: () =>
    queryOptions({
      queryKey: [...queryRoots.queue, 'counts'],
      queryFn: ({ signal }) => request(countQueue, { signal }),
      refetchInterval: freshness.list,
    }),

  tab: (tab: QueueTab, search: string) =>
    infiniteQueryOptions({
      ...paged,
      queryKey: [...queryRoots.queue, 'tab', tab, search],
      queryFn: ({ signal, pageParam: cursor }) =>
        request(listQueue, { signal, params: { tab }, query: { limit, cursor, search } }),
      refetchInterval: ({ state }) => interval(state.data?.pages.length ?? 0),
      placeholderData: (previous, query) => (query?.queryKey[2] === tab ? previous : undefined),
    }),

  conversations: (search: string) =>
    infiniteQueryOptions({
      ...paged,
      queryKey: [...queryRoots.conversations, search],
      queryFn: ({ signal, pageParam: cursor }) =>
        request(listDeskConversations, { signal, query: { limit, cursor, search } }),
      refetchInterval: ({ state }) => interval(state.data?.pages.length ?? 0),
      placeholderData: (previous) => previous,
    }),
};
