import { ApiError, detailOf, isSignedOut, type Receipt } from '../lib/http.ts';
import { journal } from '../lib/journal/journal.ts';
import type { KeyedRequest } from '../lib/offline/intents.ts';
import { postReply } from '../lib/post-reply.ts';
import { type Attempt, attemptAt, type WhenDone } from './attempt.ts';
import { workingCopies } from './copies.ts';
import { afterRetry, afterSave } from './copy-steps.ts';
import { isBlank, outgoingBody, type ReplyModality } from './outgoing-body.ts';
import { addressesOf } from './recipients.ts';
import { isSavable, type Trouble, type WorkingCopy } from './working-copy.ts';

/** Where a reply belongs. */
export interface ReplyPlace {
  organizationId: string;
  personId: string;
  conversationId: string;
  /** Whom it is to. */
  name: string;
  /** Names the working copy: its writer, by organisation, and the conversation. */
  copyKey: string;
  /** The last message that the page shows; null while that is not known. */
  readThrough: string | null;
  /** When the return that the page shows was made; null: it shows none. */
  returnedAt: string | null;
  /** It was saved, or let go, because somebody asked for it. */
  onSaved: (whenDone: WhenDone, receipt: Receipt, onward: Onward) => void;
  /** Where the key leads that lets a reply go and goes on. */
  afterFinish: () => Onward;
  /** It was asked for, and refused or put off; `error` is null where the page says why. */
  onNotSaved: (whenDone: WhenDone, error: Error | null) => void;
}

/** Which reply comes next once one is let go, by its place in the list; null: one stays. */
export type Onward = 1 | -1 | null;

export interface Save {
  whenDone: WhenDone;
  onward: Onward;
  /** By itself, while nobody types: nobody is notified, and what cannot be saved so is left alone. */
  inPause: boolean;
  /** What had been sent before; undefined where that is not known. */
  lastSent: string | null | undefined;
}

type Request = Omit<KeyedRequest, 'key'>;

/** It may have arrived all the same. */
export const isUnanswered = (error: unknown) =>
  !(error instanceof ApiError) || error.status < 400 || error.status >= 500;

export const isConflict = (error: unknown) => error instanceof ApiError && error.status === 412;

/** Somebody decided about it meanwhile, and its words are as they were. */
export const isOvertaken = (error: unknown) => error instanceof ApiError && error.status === 409;

function requestOf(copy: WorkingCopy, modality: ReplyModality, { whenDone, inPause }: Save): Request {
  return {
    input: {
      body_html: outgoingBody(copy, modality),
      cc_emails: addressesOf(copy.cc),
      bcc_emails: addressesOf(copy.bcc),
      autosend_draft: whenDone === 'send',
      add_notification: whenDone === 'review' && copy.notify && !inPause,
    },
    base: copy.base,
  };
}

/** Names what an attempt is about: the same content goes under the same key. */
export const contentOf = (copy: WorkingCopy, modality: ReplyModality, save: Save): string =>
  JSON.stringify(requestOf(copy, modality, save));

/** What an attempt asked for. */
export const requestIn = ({ content }: Attempt): Request => JSON.parse(content);

/** @param patience milliseconds until whoever asks gives it up; undefined: never. */
const post = (place: ReplyPlace, request: Request, key: string, inPause: boolean, patience?: number) =>
  postReply(
    place,
    { key, ...request },
    {
      inPause,
      readThrough: place.readThrough,
      returnedAt: request.input.autosend_draft ? place.returnedAt : undefined,
      patience,
    },
  );

/**
 * Saves or sends what the working copy says by then: one save at a time, the newest content next. What it tells the desk is
 * in the journal before it leaves.
 * @returns what the desk answered; null where nothing was left to save.
 * @throws ApiError as the desk refused it; the copy knows by then.
 */
export async function saveReply(
  place: ReplyPlace,
  modality: ReplyModality,
  save: Save,
): Promise<Receipt | null> {
  const { copyKey } = place;
  await retryLost(place, modality, save);
  const copy = workingCopies.get(copyKey);
  if (copy === undefined || (save.inPause && !isSavable(copy))) return null;
  const request = requestOf(copy, modality, save);
  const body = request.input.body_html;
  if (save.inPause && isBlank(body, modality)) return null;
  const attempt = attemptAt(copy.attempt, {
    content: JSON.stringify(request),
    whenDone: save.whenDone,
    responseId: copy.base?.responseId ?? null,
    lastSent: save.lastSent,
  });
  const tried = { ...copy, attempt, failure: save.inPause ? copy.failure : null };
  workingCopies.set(copyKey, tried);
  await journal.flush(copyKey);
  try {
    const { receipt, base } = await post(place, request, attempt.key, save.inPause);
    const saved = { copy: tried, base, body, inPause: save.inPause };
    workingCopies.update(copyKey, (current) => afterSave(current, saved));
    return receipt;
  } catch (error) {
    workingCopies.update(copyKey, (current) => afterFailure(current, attempt, error, save.inPause));
    throw error;
  }
}

/**
 * What came of a save that nobody answered: asked again under its key, the desk says which revision it made.
 * @throws ApiError where it did not arrive; as `post` where nobody answers.
 */
export const askWhatArrived = (place: ReplyPlace, lost: Attempt, patience?: number) =>
  post(place, requestIn(lost), lost.key, true, patience);

/** A save that nobody answered may have arrived: what is written now builds on it then. */
async function retryLost(place: ReplyPlace, modality: ReplyModality, save: Save): Promise<void> {
  const { copyKey } = place;
  const copy = workingCopies.get(copyKey);
  const lost = copy?.attempt;
  if (!copy || !lost || lost.whenDone === 'send' || lost.unansweredAt === null) return;
  if (lost.content === contentOf(copy, modality, save)) return;
  try {
    const { base } = await askWhatArrived(place, lost);
    workingCopies.update(copyKey, (current) => afterRetry(current, base, requestIn(lost).input));
  } catch (error) {
    workingCopies.update(copyKey, (current) => afterFailure(current, lost, error, save.inPause));
    // The desk answered that it failed: then it is what is written now that is to be saved.
    if (!(error instanceof ApiError) || error.status < 500) throw error;
  }
}

const kindOf = (error: unknown): Trouble['kind'] =>
  isSignedOut(error) ? 'signed out' : error instanceof ApiError && error.status === 0 ? 'offline' : 'refused';

function afterFailure(current: WorkingCopy, tried: Attempt, error: unknown, inPause: boolean): WorkingCopy {
  const attempt = isUnanswered(error) ? { ...tried, unansweredAt: Date.now() } : null;
  // Saved by somebody else meanwhile (412): their version is offered beside this one, which says it better.
  if (isConflict(error)) return { ...current, attempt, failure: null, trouble: null };
  const detail = detailOf(error);
  const times = (current.trouble?.times ?? 0) + 1;
  return {
    ...current,
    attempt,
    failure: inPause ? current.failure : detail,
    trouble: { kind: kindOf(error), detail, times, at: Date.now() },
  };
}
