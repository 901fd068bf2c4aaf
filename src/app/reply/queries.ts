import { queryOptions } from '@tanstack/react-query';
import { suggestRecipients } from '#contract/desk/conversation.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';

export const replyQueries = {
  recipients: (conversationId: string, search: string) =>
    queryOptions({
      queryKey: [...queryRoots.conversation(conversationId), 'recipients', search],
      queryFn: ({ signal }) =>
        request(suggestRecipients, {
          signal,
          params: { conversation_id: conversationId },
          query: { search },
        }),
      staleTime: 60_000,
      placeholderData: (previous) => previous,
    }),
};
