import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { approveReplies, returnReplies } from '#contract/desk/decisions.ts';
import { request } from '../lib/http.ts';
import { inBatches } from '../lib/in-batches.ts';
import { plural } from '../lib/plural.ts';
import { stateAsRead } from '../lib/state-as-read.ts';
import { forgetConversations, type Made, undoOf } from '../lib/undo-decisions.ts';
import { offerUndo } from '../lib/undoable.ts';
import { type Selected, selection } from './selection.ts';

/** What is to be done with every selected reply. */
export type Deed = { kind: 'approve' } | { kind: 'return'; note: string };

/** Replies about which nothing was decided, and why. */
export interface LeftOut {
  name: string;
  detail: string;
}

const decide = (deed: Deed, chosen: readonly Selected[]) =>
  inBatches(chosen, (batch) => {
    const seen = JSON.stringify(batch.map(({ row }) => row));
    const items = batch.map(({ conversationId: conversation_id, revision, row }) => ({
      conversation_id,
      revision,
      ...(deed.kind === 'approve' && { as_read: stateAsRead(row) }),
    }));
    return deed.kind === 'approve'
      ? request(approveReplies, { body: { items }, seen })
      : request(returnReplies, { body: { items, note: deed.note }, seen });
  });

interface Told {
  onLeftOut: (left: LeftOut[]) => void;
  /** Not all were answered. */
  onFailure: (error: unknown) => void;
}

/**
 * Decides about each selected reply at the revision that its row showed; the result is each row's own. Those about which
 * nothing was heard stay selected.
 */
export function useDecideMany({ onLeftOut, onFailure }: Told) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ deed, chosen }: { deed: Deed; chosen: readonly Selected[] }) => decide(deed, chosen),
    onSuccess: ({ results, failure }, { deed, chosen }) => {
      const made = results.filter((result) => result.ok);
      // First, so that what came to nothing is said on top of it.
      if (made.length > 0) offer(client, deed, made);
      const nameOf = (id: string) => chosen.find(({ conversationId }) => conversationId === id)?.name ?? id;
      onLeftOut(
        results.flatMap((result) =>
          result.ok ? [] : [{ name: nameOf(result.conversation_id), detail: result.detail }],
        ),
      );
      // Another list may be there by now, with a selection of its own.
      selection.put(chosen.slice(0, results.length), false);
      if (failure !== null) onFailure(failure);
    },
    onError: onFailure,
    onSettled: (_answered, _error, { chosen }) => {
      void forgetConversations(
        client,
        chosen.map(({ conversationId }) => conversationId),
      );
    },
  });
}

/** One undo for all of them: as long as the first of them can still be called back. */
function offer(client: QueryClient, { kind }: Deed, made: Made[]): void {
  const releases = made.flatMap(({ reply }) => (reply.release_at ? [Date.parse(reply.release_at)] : []));
  const until = kind === 'approve' ? Math.min(...releases) : null;
  const label = `${kind === 'approve' ? 'Approved' : 'Returned'} ${plural(made.length, 'reply', 'replies')}`;
  offerUndo({ label, conversationId: '', until, ...undoOf(client, made) });
}
