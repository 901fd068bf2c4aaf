import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { getCheckContext, listCustomerDomains } from '#contract/desk/checks.ts';
import { getRevision, listHistory, listRevisions } from '#contract/desk/history.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';

export const approvalQueries = {
  history: (conversationId: string) =>
    infiniteQueryOptions({
      queryKey: [...queryRoots.conversation(conversationId), 'history'],
      queryFn: ({ signal, pageParam: cursor }) =>
        request(listHistory, {
          signal,
          params: { conversation_id: conversationId },
          query: { limit: 50, cursor },
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.pagination.next_cursor ?? undefined,
    }),

  /** Of the pending reply, or of the last one that was sent. */
  revisions: (conversationId: string, responseId: string | undefined) =>
    queryOptions({
      queryKey: [...queryRoots.conversation(conversationId), 'revisions', responseId ?? 'sent'],
      queryFn: ({ signal }) =>
        request(listRevisions, {
          signal,
          params: { conversation_id: conversationId },
          query: { response_id: responseId },
        }),
    }),

  checkContext: (conversationId: string) =>
    queryOptions({
      queryKey: [...queryRoots.conversation(conversationId), 'check context'],
      queryFn: ({ signal }) =>
        request(getCheckContext, { signal, params: { conversation_id: conversationId } }),
      staleTime: 60_000,
    }),

  customerDomains: (conversationId: string, domains: string) =>
    queryOptions({
      queryKey: ['customer domains', conversationId, domains],
      queryFn: ({ signal }) =>
        request(listCustomerDomains, {
          signal,
          params: { conversation_id: conversationId },
          query: { domains },
        }),
      staleTime: 300_000,
    }),

  /** What a reply said at one fingerprint never changes. */
  revision: (conversationId: string, responseId: string, revision: string) =>
    queryOptions({
      queryKey: ['revision', conversationId, responseId, revision],
      queryFn: ({ signal }) =>
        request(getRevision, {
          signal,
          params: { conversation_id: conversationId, response_id: responseId, revision },
        }),
      staleTime: Number.POSITIVE_INFINITY,
    }),
};
