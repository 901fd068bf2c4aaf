import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { recallReply } from '#contract/desk/conversation.ts';
import { discardReply } from '#contract/desk/decisions.ts';
import { askAgain } from '../lib/ask-again.ts';
import { request, send } from '../lib/http.ts';
import { oneByOne } from '../lib/reply-mutations.ts';
import { forgetConversation, undoOf } from '../lib/undo-decisions.ts';
import { endOffers, offerUndo } from '../lib/undoable.ts';
import { putBack, workingCopies } from './copies.ts';
import { outdated, settled } from './copy-steps.ts';
import type { ReplyModality } from './outgoing-body.ts';
import {
  isConflict,
  isOvertaken,
  isUnanswered,
  type ReplyPlace,
  type Save,
  saveReply,
} from './save-reply.ts';
import { type Base, isWorthKeeping } from './working-copy.ts';

const quoted = (revision: string) => `"${revision}"`;

export function useSaveReply(place: ReplyPlace, modality: ReplyModality) {
  const client = useQueryClient();
  const { conversationId } = place;
  return useMutation({
    ...oneByOne(conversationId),
    mutationFn: (save: Save) => saveReply(place, modality, save),
    onSuccess: (receipt, { whenDone, inPause, onward }) => {
      if (receipt === null) return undefined;
      endOffers(conversationId);
      if (!inPause) place.onSaved(whenDone, receipt, onward);
      return forgetConversation(client, conversationId);
    },
    onError: (error, { whenDone, inPause }) => {
      if (!inPause) place.onNotSaved(whenDone, error);
      if (isConflict(error)) return forgetConversation(client, conversationId);
      // Not waited for: while the connection is down, writing goes on; and whoever has read what was decided decides anew.
      if (isUnanswered(error) || isOvertaken(error)) void forgetConversation(client, conversationId);
      return undefined;
    },
  });
}

/** Takes back that a reply was let go, or taken back: its state is as it was before, its words stay. */
const undoLettingGo = (
  client: QueryClient,
  { conversationId, copyKey }: Pick<ReplyPlace, 'conversationId' | 'copyKey'>,
  decisionId: number,
) =>
  undoOf(client, [{ conversation_id: conversationId, decision_id: decisionId }], () =>
    workingCopies.update(copyKey, outdated),
  );

/** Takes a queued reply back. Until it is saved anew it can be put back as it was. */
export function useRecallReply(place: ReplyPlace) {
  const client = useQueryClient();
  return useMutation({
    ...oneByOne(place.conversationId),
    mutationFn: (revision: string) =>
      send(recallReply, {
        params: { conversation_id: place.conversationId },
        headers: { 'if-match': quoted(revision) },
      }),
    onSuccess: ({ decisionId }) => {
      workingCopies.update(place.copyKey, outdated);
      if (decisionId === null) return;
      offerUndo({
        label: `Took back the reply to ${place.name}`,
        conversationId: place.conversationId,
        until: null,
        ...undoLettingGo(client, place, decisionId),
      });
    },
    onSettled: () => forgetConversation(client, place.conversationId),
  });
}

export function useDiscardReply(place: ReplyPlace) {
  const client = useQueryClient();
  const { conversationId } = place;
  return useMutation({
    ...oneByOne(conversationId),
    mutationFn: (seen: Base) => {
      const { revision, responseId } = workingCopies.get(place.copyKey)?.base ?? seen;
      const call = { params: { conversation_id: conversationId }, body: { revision }, seen: responseId };
      return askAgain(() => request(discardReply, call));
    },
    onSuccess: ({ decision_id }) => {
      const copy = workingCopies.get(place.copyKey);
      // The editor goes: what it says is read now.
      const written = copy && isWorthKeeping(copy) ? settled(copy) : null;
      workingCopies.set(place.copyKey, undefined);
      const { decisions, undo } = undoOf(client, [{ conversation_id: conversationId, decision_id }]);
      offerUndo({
        label: 'Discarded the reply',
        conversationId,
        until: null,
        decisions,
        // What was not saved comes back also where the desk can no longer undo it.
        undo: () => undo().finally(() => written && putBack(place.copyKey, written)),
      });
      return forgetConversation(client, conversationId);
    },
    onError: () => forgetConversation(client, conversationId),
  });
}

/** `undoLettingGo`, for whoever let it go and has nothing left to press but the button beside it. */
export function useUndoSending(place: ReplyPlace) {
  const client = useQueryClient();
  return useMutation({
    ...oneByOne(place.conversationId),
    mutationFn: (decisionId: number) => undoLettingGo(client, place, decisionId).undo(),
  });
}

interface LetGo {
  /** Whom it is to. */
  name: string;
  /** A manager approves it first. */
  held: boolean;
  scheduledAt: string;
  holdSeconds: number;
  /** By which that can be undone. */
  decisionId: number;
}

/** Says that a reply was let go, and takes it back for whoever wants that in time. */
export function useOfferRecall() {
  const client = useQueryClient();
  return (
    place: { conversationId: string; copyKey: string },
    { name, held, scheduledAt, holdSeconds, decisionId }: LetGo,
    onScreen: boolean,
  ) =>
    offerUndo(
      {
        label: `${held ? 'Asked for approval of' : 'Sent'} the reply to ${name}`,
        until: held ? null : Date.parse(scheduledAt) + holdSeconds * 1000,
        conversationId: place.conversationId,
        ...undoLettingGo(client, place, decisionId),
      },
      onScreen,
    );
}
