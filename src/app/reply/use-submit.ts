import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { reach } from '../lib/reach.ts';
import { arrivalOf, type Heard, type LastSent, type WhenDone } from './attempt.ts';
import { useWorkingCopy, workingCopies } from './copies.ts';
import { committed } from './copy-steps.ts';
import { useSaveReply } from './mutations.ts';
import { isBlank, outgoingBody, type ReplyModality } from './outgoing-body.ts';
import { problemsOf } from './recipients.ts';
import { contentOf, type Onward, type ReplyPlace } from './save-reply.ts';
import { sendLater } from './send-later.ts';
import { hasUnsaved, isLetGo } from './working-copy.ts';

const isArrival = (arrival: ReturnType<typeof arrivalOf>): arrival is LastSent =>
  arrival !== null && arrival !== 'unknown';

interface Refusal {
  reason: string;
  /** What it was about. */
  documentKey: string;
  arrived: boolean;
  letGo: boolean;
  overtaken: boolean;
}

const readFirst =
  'The customer wrote again after this reply was drafted. Read that, and say so above, before it goes out.';

/** Saves or sends the working copy; `problem` is the sentence for why it was not. */
export function useSubmit(place: ReplyPlace, reply: DeskReply | null, modality: ReplyModality, heard: Heard) {
  const save = useSaveReply(place, modality);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const shown = useWorkingCopy(place.copyKey);
  const arrived = isArrival(arrivalOf(shown?.attempt ?? null, heard));
  const letGo = shown !== undefined && isLetGo(shown, reply);
  const overtaken = reply?.customer_wrote_since === true;

  /** What is asked for while a save is under way, which it builds on. */
  const next = useRef<{ whenDone: WhenDone; onward: Onward } | null>(null);
  /** @param asked as it is chosen in the form, where nothing else is asked for. */
  const submit = (asked: WhenDone | undefined, onward: Onward) => {
    workingCopies.update(place.copyKey, committed);
    const copy = workingCopies.get(place.copyKey);
    if (copy === undefined) return;
    const whenDone = asked ?? copy.whenDone;
    if (save.isPending) {
      // What is let go is let go once.
      if (save.variables.whenDone === 'review' && next.current?.whenDone !== 'send')
        next.current = { whenDone, onward };
      return;
    }
    const refuse = (reason: string) => {
      place.onNotSaved(whenDone, null);
      setRefusal({ reason, documentKey: copy.documentKey, arrived, letGo, overtaken });
    };
    if (isLetGo(copy, reply)) return refuse('Choose above first what becomes of the reply that was let go.');
    if (whenDone === 'send' && overtaken) return refuse(readFirst);
    const problems = problemsOf([...copy.cc, ...copy.bcc]);
    if (problems.length > 0) return refuse(`${problems.join('. ')}. Correct or remove it first.`);
    const body = outgoingBody(copy, modality);
    if (isBlank(body, modality)) return refuse('Write the reply first.');
    const { lastSent } = heard;
    const wanted = {
      whenDone,
      onward,
      inPause: false,
      lastSent: lastSent === null ? null : lastSent?.responseId,
    };
    const arrival = arrivalOf(copy.attempt, heard);
    if (arrival === 'unknown' && copy.attempt?.content !== contentOf(copy, modality, wanted))
      return refuse('It is not known yet whether the last attempt arrived. Try again in a moment.');
    if (isArrival(arrival)) return refuse('Choose above first whether this is a new reply.');
    setRefusal(null);
    if (whenDone === 'send' && reach.isAway()) {
      place.onNotSaved(whenDone, null);
      return void sendLater(place, modality, wanted).catch(() =>
        refuse(
          'The desk cannot be reached, and this browser keeps nothing for later. Try again when it is back.',
        ),
      );
    }
    save.mutate(wanted);
  };

  const goOn = useEffectEvent(() => {
    const asked = next.current;
    next.current = null;
    const copy = workingCopies.get(place.copyKey);
    if (asked === null || copy === undefined || save.isError) return;
    if (asked.whenDone === 'send' || hasUnsaved(copy)) submit(asked.whenDone, asked.onward);
  });
  useEffect(() => {
    if (!save.isPending) goOn();
  }, [save.isPending]);

  const clear = () => {
    setRefusal(null);
    if (workingCopies.get(place.copyKey)?.failure != null)
      workingCopies.update(place.copyKey, (copy) => ({ ...copy, failure: null }));
  };
  const current =
    refusal?.documentKey === shown?.documentKey &&
    refusal?.arrived === arrived &&
    refusal?.letGo === letGo &&
    refusal?.overtaken === overtaken;
  const refused = current ? refusal?.reason : undefined;
  // What arrived after all did not fail.
  const problem = refused ?? (arrived ? null : (shown?.failure ?? null));
  const pending = save.isPending ? save.variables.whenDone : null;
  return { submit, pending, problem, clear };
}
