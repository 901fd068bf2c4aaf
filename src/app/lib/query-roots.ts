/** First parts of the query keys, so that a mutation of one feature can refresh what another one shows. */
export const queryRoots = {
  session: ['session'],
  queue: ['queue'],
  conversations: ['conversations'],
  conversation: (conversationId: string) => ['conversation', conversationId] as const,
} as const;
