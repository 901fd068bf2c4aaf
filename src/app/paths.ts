/** The addresses of the desk, as the router and links name them. */
export const paths = {
  signIn: '/sign-in',
  setup: '/setup',
  queue: '/queue/$tab',
  conversations: '/conversations',
  conversation: '/conversations/$conversationId',
} as const;
