import { queryOptions } from '@tanstack/react-query';
import { getSignatures } from '#contract/desk/signatures.ts';
import { request } from './http.ts';
import { queryRoots } from './query-roots.ts';

/** Asked by two features: one puts signatures under replies, the other changes them. */
export const signaturesQuery = () =>
  queryOptions({
    queryKey: queryRoots.signatures,
    queryFn: ({ signal }) => request(getSignatures, { signal }),
    staleTime: 60_000,
  });
