/** First parts of the query keys, so that a mutation of one feature can refresh what another one shows. */
export const queryRoots = {
  session: ['session'],
  queue: ['queue'],
  conversations: ['conversations'],
  signatures: ['signatures'],
  news: ['news'],
  policy: ['policy'],
  apiKeys: ['api keys'],
  activity: ['activity'],
  conversation: (conversationId: string) => ['conversation', conversationId] as const,
} as const;
