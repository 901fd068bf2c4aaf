import { useRef, useState } from 'react';
import { ApiError, detailOf } from '../lib/http.ts';
import { type ReplyPlace, useSaveReply } from './mutations.ts';
import { isBlank, outgoingBody, type ReplyModality } from './outgoing-body.ts';
import { problemsOf } from './recipients.ts';
import { workingCopies } from './working-copy.ts';

/** Saves or sends the working copy; `problem` is the sentence for why it was not. */
export function useSubmit(place: ReplyPlace, modality: ReplyModality) {
  const save = useSaveReply(place);
  const [refusal, setRefusal] = useState<string | null>(null);
  const attempt = useRef({ content: '', key: '' });

  const submit = () => {
    const copy = workingCopies.get(place.copyKey);
    if (copy === undefined || save.isPending) return;
    const problems = problemsOf([...copy.cc, ...copy.bcc]);
    if (problems.length > 0) return setRefusal(`${problems.join('. ')}. Correct or remove it first.`);
    const body = outgoingBody(copy, modality);
    if (isBlank(body, modality)) return setRefusal('Write the reply first.');
    setRefusal(null);
    const content = JSON.stringify([body, copy.cc, copy.bcc, copy.whenDone, copy.notify, copy.base]);
    if (attempt.current.content !== content) attempt.current = { content, key: crypto.randomUUID() };
    save.mutate(
      { copy, body, idempotencyKey: attempt.current.key },
      {
        onSettled: (_answer, error) => {
          const unanswered = error instanceof ApiError && (error.status === 0 || error.status >= 500);
          if (!unanswered) attempt.current = { content: '', key: '' };
        },
      },
    );
  };

  // Saved by somebody else meanwhile (412): their version is offered beside this one, which says it better.
  const failure = save.error instanceof ApiError && save.error.status === 412 ? null : save.error;
  const problem = refusal ?? (failure && detailOf(failure));
  return { submit, pending: save.isPending, problem, clear: () => setRefusal(null) };
}
