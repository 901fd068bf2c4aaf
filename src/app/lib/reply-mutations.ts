/** Of whatever is asked of a conversation's reply, so that others can tell that something is under way. */
export const replyKey = (conversationId: string) => ['reply', conversationId];

/** What is asked of one reply is done one after the other. */
export const oneByOne = (conversationId: string) => ({
  mutationKey: replyKey(conversationId),
  scope: { id: `reply ${conversationId}` },
});
