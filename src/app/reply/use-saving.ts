import type { DeskReply } from '#contract/desk/conversation.ts';
import { arrivalOf, type Heard } from './attempt.ts';
import { useDiscardReply, useSaveReply } from './mutations.ts';
import type { ReplyModality } from './outgoing-body.ts';
import type { ReplyPlace } from './save-reply.ts';
import { useAutosave } from './use-autosave.ts';
import { useSubmit } from './use-submit.ts';
import { type Base, isSavable, type WorkingCopy } from './working-copy.ts';

interface Given {
  copy: WorkingCopy;
  /** What is saved, as far as the page knows. */
  reply: DeskReply | null;
  modality: ReplyModality;
  heard: Heard;
  /** Nothing is to be saved by itself just now. */
  hold: boolean;
}

/** All the ways in which a reply that is being written comes to the desk: asked for, in a pause, and thrown away. */
export function useSaving(place: ReplyPlace, { copy, reply, modality, heard, hold }: Given) {
  const { submit, pending, problem, clear } = useSubmit(place, reply, modality, heard);
  const discard = useDiscardReply(place);
  const autosave = useSaveReply(place, modality);
  const saveInPause = () =>
    autosave.mutate({
      whenDone: 'review',
      onward: null,
      inPause: true,
      lastSent: heard.lastSent?.responseId ?? null,
    });
  const allowed =
    !(hold || pending !== null || discard.isPending) &&
    copy.aside === null &&
    copy.trouble?.kind !== 'signed out' &&
    (reply === null || reply.status === 'saved') &&
    arrivalOf(copy.attempt, heard) === null;
  useAutosave(copy, { allowed, asOf: heard.asOf, save: saveInPause });

  const discardAll = (base: Base) => {
    // So that the history has it too, when nobody can undo it any more.
    if (allowed && isSavable(copy)) saveInPause();
    discard.mutate(base);
  };
  return {
    submit,
    discard: discardAll,
    clear,
    /** What somebody asked for, and waits for; null: nothing. */
    pending,
    discarding: discard.isPending,
    saving: pending !== null || autosave.isPending,
    problem,
    discardError: discard.error,
    /** Why the desk did not take it by itself, in its words. */
    trouble: copy.trouble?.kind === 'refused' && problem === null ? copy.trouble.detail : null,
  };
}
