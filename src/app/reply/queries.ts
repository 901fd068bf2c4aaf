import { queryOptions } from '@tanstack/react-query';
import { suggestRecipients } from '#contract/desk/conversation.ts';
import { contentIdsIn } from '#mail/inline-images.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';
import { inlineImagesOf } from './inline-images.ts';

/** Characters; no name or address of anybody is longer. */
const longestSearch = 200;

export const replyQueries = {
  /** The pictures of a body: they never change under their names. */
  inlineImages: (conversationId: string, html: string) =>
    queryOptions({
      queryKey: [...queryRoots.conversation(conversationId), 'pictures', ...contentIdsIn(html)],
      queryFn: ({ signal }) => inlineImagesOf(html, signal),
      enabled: contentIdsIn(html).length > 0,
      staleTime: 'static',
      structuralSharing: false,
    }),

  recipients: (conversationId: string, search: string) =>
    queryOptions({
      queryKey: [...queryRoots.conversation(conversationId), 'recipients', search],
      queryFn: ({ signal }) =>
        request(suggestRecipients, {
          signal,
          params: { conversation_id: conversationId },
          query: { search: search.slice(0, longestSearch) },
        }),
      staleTime: 60_000,
      placeholderData: (previous) => previous,
    }),
};
