import { journal } from '../lib/journal/journal.ts';
import { type Intent, intents, type KeyedRequest } from '../lib/offline/intents.ts';
import { onlyHere } from './asides.ts';
import { type Attempt, attemptAt } from './attempt.ts';
import { showInstead, workingCopies } from './copies.ts';
import type { ReplyModality } from './outgoing-body.ts';
import { recipientsFrom } from './recipients.ts';
import { contentOf, type ReplyPlace, requestIn, type Save } from './save-reply.ts';
import { openCopy, type WorkingCopy } from './working-copy.ts';
import { restored } from './written-copy.ts';

const keyed = (attempt: Attempt): KeyedRequest => ({ key: attempt.key, ...requestIn(attempt) });

/** Keeps what is to be sent until the desk is back. @throws where this browser keeps nothing. */
export async function sendLater(place: ReplyPlace, modality: ReplyModality, save: Save): Promise<void> {
  const { copyKey, organizationId, conversationId, readThrough, returnedAt } = place;
  const copy = workingCopies.get(copyKey);
  if (copy === undefined) return;
  const content = contentOf(copy, modality, save);
  const before = copy.attempt;
  const attempt = attemptAt(before, {
    content,
    whenDone: save.whenDone,
    responseId: copy.base?.responseId ?? null,
    lastSent: save.lastSent,
  });
  // Also one that is under way: it may arrive yet.
  const lost = before?.whenDone === 'review' ? keyed(before) : null;
  // First, so that nothing is saved by itself once the form gives way.
  const asked = { ...attempt, unansweredAt: Date.now() };
  workingCopies.update(copyKey, (current) => ({ ...current, attempt: asked, failure: null }));
  try {
    await intents.put({
      ...{ copyKey, organizationId, conversationId, readThrough, returnedAt, lost },
      personId: place.personId,
      send: keyed(attempt),
      at: Date.now(),
      tried: attempt.key === before?.key,
      question: null,
    });
  } catch (error) {
    workingCopies.update(copyKey, (current) => ({ ...current, attempt: before }));
    throw error;
  }
}

/** What an intent says, for whoever edits it on in a window that has no copy of it any more. */
function copyOf({ send: { input, base } }: Intent): WorkingCopy {
  return {
    ...openCopy(null, 0),
    base,
    opened: input.body_html,
    asLoaded: false,
    bodyUnsaved: true,
    openedIsSaved: false,
    cc: recipientsFrom(input.cc_emails),
    bcc: recipientsFrom(input.bcc_emails),
    whenDone: 'send',
  };
}

/** Withdraws it: what is written is edited on. What the desk may have got already is asked about as after any lost answer. */
export async function editInstead(intent: Intent): Promise<void> {
  const { copyKey, tried } = intent;
  await intents.drop(copyKey);
  const copy = workingCopies.get(copyKey);
  if (copy?.attempt?.key !== intent.send.key)
    return showInstead(copyKey, copyOf(intent), 'the reply that was to be sent');
  workingCopies.set(copyKey, { ...copy, attempt: tried ? copy.attempt : null });
}

/** It is sent: what was written for it is done with, here and in the journal of windows that are gone; what waited beside it is not. */
export async function afterSentLater({ copyKey, send }: Intent): Promise<void> {
  const isSent = (copy: WorkingCopy | null | undefined): copy is WorkingCopy =>
    copy?.attempt?.key === send.key;
  const here = workingCopies.get(copyKey);
  if (isSent(here)) workingCopies.set(copyKey, onlyHere(here.aside) ?? undefined);
  await journal.inherit(copyKey, (left) =>
    left.filter(({ content }) => {
      const copy = restored(content);
      return isSent(copy) && onlyHere(copy.aside) === null;
    }),
  );
}
