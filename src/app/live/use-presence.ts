import { useEffect, useSyncExternalStore } from 'react';
import { type Present, presence } from './presence.ts';

/** Says that this window shows a conversation, and who else has it open. */
export function usePresence(conversationId: string, personId: string | undefined): Present {
  useEffect(() => {
    if (personId === undefined) return;
    presence.enter(conversationId, personId);
    return () => presence.leave();
  }, [conversationId, personId]);
  return useSyncExternalStore(presence.subscribe, presence.get);
}
