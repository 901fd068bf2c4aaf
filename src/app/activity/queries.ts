import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { listActivity } from '#contract/desk/history.ts';
import type { Answer } from '#contract/endpoint.ts';
import { listAgents } from '#contract/organizations.ts';
import { freshness } from '../lib/freshness.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';
import { type ActivityFilter, isBackwards, queryOf } from './activity-filter.ts';

export const activityQueries = {
  events: (filter: ActivityFilter) =>
    infiniteQueryOptions({
      queryKey: [...queryRoots.activity, 'events', filter],
      queryFn: ({ signal, pageParam: cursor }) =>
        request(listActivity, { signal, query: { ...queryOf(filter), limit: 50, cursor } }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.pagination.next_cursor ?? undefined,
      // Every loaded page is fetched again: who has read further back asks by coming back.
      refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : freshness.list),
      enabled: !isBackwards(filter),
    }),

  /** Everybody of the organisation, by name. */
  people: (organizationId: string) =>
    queryOptions({
      queryKey: [...queryRoots.activity, 'people', organizationId],
      queryFn: async ({ signal }) => {
        const people: Answer<typeof listAgents>['data'] = [];
        let cursor: string | undefined;
        do {
          const params = { organization_id: organizationId };
          const page = await request(listAgents, { signal, params, query: { limit: 500, cursor } });
          people.push(...page.data);
          cursor = page.pagination.next_cursor ?? undefined;
        } while (cursor !== undefined);
        return people.sort((one, other) => one.name.localeCompare(other.name));
      },
      staleTime: 300_000,
    }),
};
