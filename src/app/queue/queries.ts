import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { countQueue, listDeskConversations, listQueue, type QueueTab } from '#contract/desk/queue.ts';
import type { QueueFilters } from '#contract/desk/queue-filters.ts';
import { listAgents } from '#contract/organizations.ts';
import { freshness } from '../lib/freshness.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';

/** Rows of the first page, and of the next ones: whoever scrolls on wants more at a time. */
const limits = [50, 100, 200, 500];

/** A poll fetches every loaded page again: far down a long list that is left to the counts and to focus. */
const interval = (pages: number) => (pages > freshness.pages ? false : freshness.list);

interface Paged {
  pagination: { next_cursor: string | null };
}

const paged = {
  initialPageParam: { cursor: undefined as string | undefined, limit: limits[0] },
  getNextPageParam: ({ pagination: { next_cursor: cursor } }: Paged, pages: Paged[]) =>
    cursor === null ? undefined : { cursor, limit: limits[Math.min(pages.length, limits.length - 1)] },
};

export const queueQueries = {
  counts: () =>
    queryOptions({
      queryKey: [...queryRoots.queue, 'counts'],
      queryFn: ({ signal }) => request(countQueue, { signal }),
      refetchInterval: () => freshness.list,
    }),

  tab: (tab: QueueTab, search: string, filters: QueueFilters) =>
    infiniteQueryOptions({
      ...paged,
      queryKey: [...queryRoots.queue, 'tab', tab, search, filters],
      queryFn: ({ signal, pageParam }) =>
        request(listQueue, { signal, params: { tab }, query: { ...pageParam, search, ...filters } }),
      refetchInterval: ({ state }) => interval(state.data?.pages.length ?? 0),
      placeholderData: (previous, query) => (query?.queryKey[2] === tab ? previous : undefined),
      meta: { rowsOfList: async () => (await import('./rows-of-list.ts')).repliesOf(tab, search, filters) },
    }),

  conversations: (search: string) =>
    infiniteQueryOptions({
      ...paged,
      queryKey: [...queryRoots.conversations, search],
      queryFn: ({ signal, pageParam }) =>
        request(listDeskConversations, { signal, query: { ...pageParam, search } }),
      refetchInterval: ({ state }) => interval(state.data?.pages.length ?? 0),
      placeholderData: (previous) => previous,
      meta: { rowsOfList: async () => (await import('./rows-of-list.ts')).conversationsOf(search) },
    }),

  /** Those who can be the author of a reply. */
  people: (organizationId: string) =>
    queryOptions({
      queryKey: [...queryRoots.queue, 'people', organizationId],
      queryFn: ({ signal }) =>
        request(listAgents, { signal, params: { organization_id: organizationId }, query: { limit: 500 } }),
      select: ({ data }) => data,
      staleTime: 300_000,
    }),
};
