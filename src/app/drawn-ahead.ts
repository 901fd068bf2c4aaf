import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { refusalOf } from './approval/refusals.ts';
import { conversationQueries } from './conversation/queries.ts';
import { Listeners } from './lib/listeners.ts';
import { prepareReply } from './reply/prepare-reply.ts';

/** One drawing of a conversation. Whoever opens it again later gets another. */
export interface Drawing {
  key: number;
  conversationId: string;
  /** What was known of the conversation when the drawing began. */
  known: readonly unknown[];
}

let drawings = 0;
let ahead: Drawing | null = null;
/** What is drawn next, once it can be. */
let wanted: string | null = null;
const listeners = new Listeners();

const knownOf = (client: QueryClient, conversationId: string) => [
  client.getQueryData(conversationQueries.detail(conversationId).queryKey),
  client.getQueryData(conversationQueries.messages(conversationId).queryKey),
  refusalOf(conversationId),
];

const newDrawing = (client: QueryClient, conversationId: string): Drawing => ({
  key: ++drawings,
  conversationId,
  known: knownOf(client, conversationId),
});

const isUpToDate = (client: QueryClient, { conversationId, known }: Drawing) =>
  knownOf(client, conversationId).every((part, n) => part === known[n]);

function setAhead(next: Drawing | null): void {
  ahead = next;
  listeners.tell();
}

/** The conversation that is drawn before anybody opens it. */
export const useAhead = () => useSyncExternalStore(listeners.subscribe, () => ahead);

/** Has a conversation that was read ahead drawn before it is opened: as it is now, unless it is too long for that. */
export async function drawAhead(client: QueryClient, conversationId: string): Promise<void> {
  // It was read for a page that is gone.
  if (listeners.isEmpty) return;
  wanted = conversationId;
  const conversation = client.getQueryData(conversationQueries.detail(conversationId).queryKey);
  if (!conversation || !(await prepareReply(conversation)) || wanted !== conversationId) return;
  if (ahead?.conversationId === conversationId && isUpToDate(client, ahead)) return;
  setAhead(newDrawing(client, conversationId));
}

export function drawNothingAhead(): void {
  wanted = null;
  setAhead(null);
}

const drawnAhead = (client: QueryClient, conversationId: string) =>
  ahead?.conversationId === conversationId && isUpToDate(client, ahead) ? ahead : null;

/** Whether a conversation needs no more than to be shown. */
export const isDrawnAhead = (client: QueryClient, conversationId: string) =>
  drawnAhead(client, conversationId) !== null;

/** The drawing to show of a conversation: the one made ahead, where nothing has become known since, else one of its own. */
export const drawingOf = (client: QueryClient, conversationId: string): Drawing =>
  drawnAhead(client, conversationId) ?? newDrawing(client, conversationId);
