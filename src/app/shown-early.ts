import { useEffect, useSyncExternalStore } from 'react';
import { Listeners } from './lib/listeners.ts';
import { whenPainted } from './lib/use-painted.ts';

/** The conversation that is shown although the address still names another. */
let early: string | null = null;
let dontFollow: () => void = () => {};
const listeners = new Listeners();

function setEarly(conversationId: string | null): void {
  early = conversationId;
  listeners.tell();
}

/** Shows a conversation at once; the address, and what depends on it, follows when that is painted. */
export function showEarly(conversationId: string, follow: () => void): void {
  dontFollow();
  dontFollow = whenPainted(follow);
  setEarly(conversationId);
}

/** What the address names is shown, and stays its name. */
export function showAddressed(): void {
  dontFollow();
  setEarly(null);
}

/** The conversation to show where the address names this one. */
export function useShownConversation(addressed: string | undefined): string | undefined {
  const shown = useSyncExternalStore(listeners.subscribe, () => early);
  // Wherever the address leads next, it is what counts from then on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each change of the address.
  useEffect(() => showAddressed, [addressed]);
  return shown ?? addressed;
}
