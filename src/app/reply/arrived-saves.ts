import type { DeskReply } from '#contract/desk/conversation.ts';
import type { Entry } from '../lib/journal/entries.ts';
import { type ReplyModality, saysTheSame } from './outgoing-body.ts';
import { askWhatArrived, type ReplyPlace, requestIn } from './save-reply.ts';
import { restored } from './written-copy.ts';

/** Milliseconds that somebody who comes back waits for what they wrote. */
const patience = 3000;

/**
 * Of what tabs that are gone left in the journal, what the desk has as it stands, though its tab did not live to hear so.
 * It is asked about where something else is saved by now: what was saved, and replaced since, is nobody's unsaved work.
 * Never rejects: where nobody answers, nothing is known to have arrived.
 */
export async function arrivedSaves(
  place: ReplyPlace,
  modality: ReplyModality,
  saved: DeskReply | null,
  left: readonly Entry[],
): Promise<Entry[]> {
  const arrived = await Promise.all(
    left.map(async (entry) => {
      const copy = restored(entry.content);
      if (!copy?.attempt || copy.attempt.whenDone === 'send' || copy.aside !== null) return false;
      if (saved?.revision === copy.base?.revision) return false;
      if (!saysTheSame(copy, requestIn(copy.attempt).input, modality)) return false;
      return askWhatArrived(place, copy.attempt, patience).then(
        () => true,
        () => false,
      );
    }),
  );
  return left.filter((_, index) => arrived[index]);
}
