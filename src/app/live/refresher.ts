import type { QueryClient } from '@tanstack/react-query';
import type { Happened } from '#contract/desk/live.ts';
import { queryRoots } from '../lib/query-roots.ts';
import { refreshConversation, refreshLists } from '../lib/refresh-lists.ts';
import { whenIdle } from '../lib/when-idle.ts';

/** Milliseconds. What happens at once is read at once. */
const together = 20;
const atMostEvery = 300;

/** Has the page read anew what something happened to, and nothing else. */
export function createRefresher(client: QueryClient) {
  let conversations = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;

  // A window that nobody sees reads it when it is seen again.
  const refetchType = () => (document.visibilityState === 'hidden' ? 'none' : 'active');

  const refresh = () => {
    timer = undefined;
    last = performance.now();
    const concerned = [...conversations];
    conversations = new Set();
    for (const id of concerned) refreshConversation(client, id, refetchType());
    refreshLists(client, concerned, refetchType());
  };

  const all = () => {
    void client.invalidateQueries({ refetchType: refetchType() });
  };

  return {
    happened({ conversation_id: id, notifies_me: isNews }: Happened) {
      // Also where nobody sees the window: its title tells.
      if (isNews) void client.invalidateQueries({ queryKey: queryRoots.news });
      if (id === null) return all();
      conversations.add(id);
      timer ??= setTimeout(
        () => whenIdle(refresh),
        Math.max(together, last + atMostEvery - performance.now()),
      );
    },
    all,
    stop: () => clearTimeout(timer),
  };
}
