import { type InfiniteData, type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import type { QueueRow, QueueTab } from '#contract/desk/queue.ts';
import { aheadFor, conversationQueries } from './conversation/queries.ts';
import { drawAhead, isDrawnAhead } from './drawn-ahead.ts';
import { focusRow, isNowhereElse } from './lib/commands/rows.ts';
import { offerToOpen } from './lib/offer-to-open.ts';
import { queryRoots } from './lib/query-roots.ts';
import { whenIdle } from './lib/when-idle.ts';
import { paths } from './paths.ts';
import { showAddressed, showEarly } from './shown-early.ts';

type Pages = InfiniteData<{ data: QueueRow[] }>;

const isWriting = () => document.activeElement?.matches('input, textarea, [contenteditable="true"]') === true;

/** Has the list's focus follow to the row that is opened, where nobody is elsewhere by then. */
const focusInList = (conversationId: string) => whenIdle(() => isNowhereElse() && focusRow(conversationId));

/** The rows of a tab as its list shows them now. */
function rowsOf(client: QueryClient, tab: QueueTab): QueueRow[] {
  const [shown] = client.getQueriesData<Pages>({
    queryKey: [...queryRoots.queue, 'tab', tab],
    type: 'active',
  });
  return shown?.[1]?.pages.flatMap(({ data }) => data) ?? [];
}

/** What was decided about is no longer offered; whoever made the decision has the list read again. */
function takeOut(client: QueryClient, queryKey: QueryKey, conversationId: string): void {
  client.setQueriesData<Pages>(
    { queryKey },
    (shown) =>
      shown && {
        ...shown,
        pages: shown.pages.map((page) => ({
          ...page,
          data: page.data.filter((row) => row.conversation_id !== conversationId),
        })),
      },
  );
}

/**
 * Where a decision leads: to the next reply of the list that the conversation was opened from (the one before it at the
 * end), else back to the list. `prepare` reads the next one ahead, and has it drawn.
 */
export function useNextReply(conversationId: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const { queue } = search;
  const place = useRef(0);

  const neighbour = (direction: 1 | -1): QueueRow | undefined => {
    if (queue === undefined) return undefined;
    const rows = rowsOf(client, queue);
    const at = rows.findIndex((row) => row.conversation_id === conversationId);
    if (at >= 0) {
      place.current = at;
      return rows[at + direction] ?? rows[at - direction];
    }
    // It left the list already: the next one has taken its place.
    const next = direction === 1 ? place.current : place.current - 1;
    return rows[Math.max(0, Math.min(next, rows.length - 1))];
  };

  /** Undefined where the list has no other. */
  const another = (direction: 1 | -1): QueueRow | undefined => {
    const row = neighbour(direction);
    return row?.conversation_id === conversationId ? undefined : row;
  };

  const prepare = () =>
    whenIdle(() => {
      for (const direction of [1, -1] as const) {
        const row = another(direction);
        if (!row) continue;
        // Asked at every drawing of the page, so also while somebody types: once is enough for a while.
        const detail = conversationQueries.detail(row.conversation_id);
        const messages = conversationQueries.messages(row.conversation_id);
        const read = Promise.all([
          client.prefetchQuery({ ...detail, staleTime: aheadFor }),
          client.prefetchInfiniteQuery({ ...messages, staleTime: aheadFor }),
        ]);
        if (direction === 1) void read.then(() => drawAhead(client, row.conversation_id));
      }
    });

  /**
   * Does not wait until the decision is made.
   * @returns whether there was somewhere to go.
   */
  const goOn = (direction: 1 | -1 = 1): boolean => {
    if (queue === undefined) return false;
    const row = another(direction);
    const queryKey = [...queryRoots.queue, 'tab', queue];
    // A reading that is under way would put it back.
    const cancelled = client.cancelQueries({ queryKey });
    const leaveList = () => void cancelled.then(() => takeOut(client, queryKey, conversationId));
    if (row) {
      const { conversation_id: next } = row;
      // The next one is waited for, the address and the list beside it are not.
      const follow = () => {
        const there = navigate({ to: paths.conversation, params: { conversationId: next }, search });
        // Where it was decided is gone; in the list, the row that is opened is the one to go on from.
        void there.then(() => focusInList(next));
      };
      if (isDrawnAhead(client, next)) showEarly(next, follow);
      else follow();
      whenIdle(leaveList);
    } else {
      leaveList();
      const { queue: _, ...rest } = search;
      navigate({ to: paths.queue, params: { tab: queue }, search: rest });
    }
    return true;
  };

  const open = async () => {
    showAddressed();
    await navigate({ to: paths.conversation, params: { conversationId }, search });
    focusInList(conversationId);
  };

  /** What was refused is told; whoever left the reply goes back when they like. */
  const offerToComeBack = (sentence: string) => offerToOpen('error', sentence, open);

  /** The decision was refused: back to the reply, unless somebody writes elsewhere by now. */
  const comeBack = async (sentence: string): Promise<void> => {
    return isWriting() ? offerToComeBack(sentence) : open();
  };

  /** Whether the list that it was opened from has another one. */
  const hasNext = (): boolean => another(1) !== undefined;

  return { prepare, hasNext, goOn, comeBack, offerToComeBack };
}
