import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import {
  type Attachment,
  type DeskConversation,
  getDeskConversation,
  listDeskMessages,
} from '#contract/desk/conversation.ts';
import { freshness } from '../lib/freshness.ts';
import { request } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';
import { inlineImages } from './attachments.ts';

function pollInterval(reply: DeskConversation['reply'] | undefined): number {
  const leaving = reply?.status === 'sending' || (reply?.status === 'queued' && !reply.awaiting_approval);
  return leaving ? freshness.delivery : freshness.conversation;
}

/** Milliseconds for which what is read before anybody opens it counts as fresh, unless something happens to it. */
export const aheadFor = 30_000;

export const conversationQueries = {
  detail: (conversationId: string) =>
    queryOptions({
      queryKey: [...queryRoots.conversation(conversationId), 'detail'],
      queryFn: ({ signal }) =>
        request(getDeskConversation, { signal, params: { conversation_id: conversationId } }),
      refetchInterval: ({ state }) => (state.data ? pollInterval(state.data.reply) : false),
      refetchOnMount: 'always',
    }),

  /** Newest first, as the API pages them. */
  messages: (conversationId: string) =>
    infiniteQueryOptions({
      queryKey: [...queryRoots.conversation(conversationId), 'messages'],
      queryFn: ({ signal, pageParam: cursor }) =>
        request(listDeskMessages, {
          signal,
          params: { conversation_id: conversationId },
          query: { limit: 20, cursor },
        }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.pagination.next_cursor ?? undefined,
    }),

  inlineImages: (conversationId: string, messageId: string, attachments: Attachment[]) =>
    queryOptions({
      queryKey: [...queryRoots.conversation(conversationId), 'inline images', messageId],
      queryFn: ({ signal }) => inlineImages(attachments, signal),
      staleTime: 'static',
      structuralSharing: false,
    }),
};
