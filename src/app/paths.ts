/** The addresses of the desk, as the router and links name them. */
export const paths = {
  signIn: '/sign-in',
  setup: '/setup',
  queue: '/queue/$tab',
  conversations: '/conversations',
  conversation: '/conversations/$conversationId',
  keyboard: '/settings/keyboard',
  signatures: '/settings/signatures',
  policy: '/settings/policy',
  activity: '/activity',
} as const;
