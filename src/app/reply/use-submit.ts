import { useState } from 'react';
import { arrivalOf, attemptAt, type Heard, type LastSent } from './attempt.ts';
import { type ReplyPlace, useSaveReply } from './mutations.ts';
import { isBlank, outgoingBody, type ReplyModality } from './outgoing-body.ts';
import { problemsOf } from './recipients.ts';
import { committed, useWorkingCopy, workingCopies } from './working-copy.ts';

const isArrival = (arrival: ReturnType<typeof arrivalOf>): arrival is LastSent =>
  arrival !== null && arrival !== 'unknown';

/** Saves or sends the working copy; `problem` is the sentence for why it was not. */
export function useSubmit(place: ReplyPlace, modality: ReplyModality, heard: Heard) {
  const save = useSaveReply(place);
  const [refusal, setRefusal] = useState<{ reason: string; documentKey: string; arrived: boolean } | null>(
    null,
  );
  const shown = useWorkingCopy(place.copyKey);
  const arrived = isArrival(arrivalOf(shown?.attempt ?? null, heard));

  const submit = () => {
    if (save.isPending) return;
    workingCopies.update(place.copyKey, committed);
    const copy = workingCopies.get(place.copyKey);
    if (copy === undefined) return;
    const refuse = (reason: string) => setRefusal({ reason, documentKey: copy.documentKey, arrived });
    const problems = problemsOf([...copy.cc, ...copy.bcc]);
    if (problems.length > 0) return refuse(`${problems.join('. ')}. Correct or remove it first.`);
    const body = outgoingBody(copy, modality);
    if (isBlank(body, modality)) return refuse('Write the reply first.');
    const { whenDone, base } = copy;
    const { lastSent } = heard;
    const content = JSON.stringify([body, copy.cc, copy.bcc, whenDone, copy.notify, base]);
    const arrival = arrivalOf(copy.attempt, heard);
    if (arrival === 'unknown' && copy.attempt?.content !== content)
      return refuse('It is not known yet whether the last attempt arrived. Try again in a moment.');
    if (isArrival(arrival)) return refuse('Choose above first whether this is a new reply.');
    setRefusal(null);
    const attempt = attemptAt(copy.attempt, {
      content,
      whenDone,
      responseId: base?.responseId ?? null,
      lastSent: lastSent === null ? null : lastSent?.responseId,
    });
    const trying = { ...copy, attempt, failure: null };
    workingCopies.set(place.copyKey, trying);
    save.mutate({ copy: trying, body, idempotencyKey: attempt.key });
  };

  const clear = () => {
    setRefusal(null);
    if (workingCopies.get(place.copyKey)?.failure != null)
      workingCopies.update(place.copyKey, (copy) => ({ ...copy, failure: null }));
  };
  const current = refusal?.documentKey === shown?.documentKey && refusal?.arrived === arrived;
  const refused = current ? refusal?.reason : undefined;
  // What arrived after all did not fail.
  const problem = refused ?? (arrived ? null : (shown?.failure ?? null));
  return { submit, pending: save.isPending, problem, clear };
}
