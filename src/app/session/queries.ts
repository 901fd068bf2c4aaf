import { queryOptions } from '@tanstack/react-query';
import { getSession, getWelcome } from '#contract/desk/session.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';

export const sessionQueries = {
  current: () =>
    queryOptions({
      queryKey: [...queryRoots.session, 'current'],
      queryFn: ({ signal }) => request(getSession, { signal }),
      staleTime: 60_000,
    }),
  welcome: () =>
    queryOptions({
      queryKey: [...queryRoots.session, 'welcome'],
      queryFn: ({ signal }) => request(getWelcome, { signal }),
    }),
};
