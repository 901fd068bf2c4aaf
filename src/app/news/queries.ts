import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { countNews, listNews } from '#contract/desk/news.ts';
import { freshness } from '../lib/freshness.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';

export const newsQueries = {
  count: () =>
    queryOptions({
      queryKey: [...queryRoots.news, 'count'],
      queryFn: ({ signal }) => request(countNews, { signal }),
      refetchInterval: () => freshness.list,
    }),

  list: () =>
    infiniteQueryOptions({
      queryKey: [...queryRoots.news, 'list'],
      queryFn: ({ signal, pageParam: cursor }) => request(listNews, { signal, query: { limit: 25, cursor } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.pagination.next_cursor ?? undefined,
    }),
};
