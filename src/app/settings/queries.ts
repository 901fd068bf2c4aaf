import { queryOptions } from '@tanstack/react-query';
import { listApiKeys } from '#contract/desk/api-keys.ts';
import { getPolicy } from '#contract/desk/policy.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';

export const settingsQueries = {
  policy: () =>
    queryOptions({
      queryKey: queryRoots.policy,
      queryFn: ({ signal }) => request(getPolicy, { signal }),
    }),

  apiKeys: () =>
    queryOptions({
      queryKey: queryRoots.apiKeys,
      queryFn: ({ signal }) => request(listApiKeys, { signal }),
    }),
};
