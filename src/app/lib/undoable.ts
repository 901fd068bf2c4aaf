import { leaveToast } from './commands/rows.ts';
import { deskNow } from './desk-clock.ts';
import { detailOf } from './http.ts';
import { keptOffers } from './kept-offers.ts';
import { loadToasts } from './load-toasts.ts';
import type { Decision } from './undo-decisions.ts';
import { type Offer, showOffer, type Undoable } from './undo-toast.ts';

/** Milliseconds: an undo that is asked for so late would not arrive in time. */
const margin = 1000;

/** In the order in which they were made. One whose time is over stays, so that nobody undoes another in its place. */
const offers: Offer[] = [];
/** Decisions that the server has not answered yet, and nobody has asked to undo. */
const underway = new Set<Promise<unknown>>();

/** Has an undo that is asked for meanwhile wait until `decision` is answered. */
export function noteUnderway(decision: Promise<unknown>): void {
  underway.add(decision);
  const settle = () => void underway.delete(decision);
  decision.then(settle, settle);
}

/** Who decides here; null while that is not known. */
let person: string | null = null;

/** How many decisions a reload of the page leaves to be undone. */
const mostKept = 50;

/** Writes down for a reload of the page what the desk can take back. */
function keep(): void {
  if (person === null) return;
  const kept = offers.flatMap(({ label, conversationId, until, decisions }) =>
    decisions ? [{ label, conversationId, until, decisions }] : [],
  );
  keptOffers.write(person, kept.slice(-mostKept));
}

/**
 * Has somebody's undo go on where the page was when it was loaded anew.
 * @param takeBack takes decisions back that were made together.
 */
export function bringBackOffers(
  personId: string,
  takeBack: (decisions: readonly Decision[]) => Promise<void>,
): void {
  if (person === personId) return;
  // What another one decided is not theirs to undo.
  if (person !== null) offers.length = 0;
  person = personId;
  const back = keptOffers
    .read(personId)
    .map((kept) => ({ ...kept, undo: () => takeBack(kept.decisions), toastId: undefined, isOut: true }));
  offers.unshift(...back);
  keep();
}

const forget = (offer: Offer) => {
  const at = offers.indexOf(offer);
  if (at >= 0) offers.splice(at, 1);
  keep();
};

/** Milliseconds in which it can still be asked for. */
const leftOf = ({ until }: Offer) => (until === null ? Number.POSITIVE_INFINITY : until - margin - deskNow());

/** What was decided about a conversation can be undone no longer: something else was done about it since. */
export function endOffers(conversationId: string): void {
  const ended = offers.filter((one) => one.conversationId === conversationId);
  for (const offer of ended) {
    offer.until = 0;
    if (offer.toastId !== undefined) void loadToasts().then((toast) => toast.dismiss(offer.toastId));
  }
  if (ended.length > 0) keep();
}

/**
 * Says what was done and offers to undo it, by the toast and by `undoLatest`, for as long as it is possible.
 * @param onScreen the page has a button for it already.
 */
export function offerUndo(undoable: Undoable, onScreen = false): void {
  const offer: Offer = { ...undoable, toastId: undefined, isOut: false };
  offers.push(offer);
  keep();
  void loadToasts().then((toast) => {
    if (offers.includes(offer)) showOffer(toast, offer, leftOf, onScreen ? null : () => void take(offer));
  });
}

/** Undoes the last decision that can be undone, or is under way. @returns whether there was one. */
export function undoLatest(): boolean {
  const decision = [...underway].at(-1);
  if (decision === undefined) return undoLast(() => true);
  // The next undo means the one before it.
  underway.delete(decision);
  decision.then(
    () => undoLast((offer) => offer.decision === decision),
    () => say('Nothing was undone: your last decision did not come through.'),
  );
  return true;
}

/** Undoes the last decision about one conversation that the desk is about to go on with. @returns whether there was one. */
export const undoAbout = (conversationId: string): boolean =>
  undoLast((offer) => offer.conversationId === conversationId && offer.until !== null && leftOf(offer) > 0);

function undoLast(isMeant: (offer: Offer) => boolean): boolean {
  const offer = offers.findLast(isMeant);
  if (!offer) return false;
  void take(offer);
  return true;
}

const say = async (sentence: string) => void (await loadToasts()).warning(sentence);

async function take(offer: Offer): Promise<void> {
  const { label, isOut } = offer;
  forget(offer);
  leaveToast();
  const toast = await loadToasts();
  if (offer.toastId !== undefined) toast.dismiss(offer.toastId);
  if (leftOf(offer) <= 0) {
    // Said once for all that are over: the next undo means one that can be undone.
    for (const other of offers.filter((one) => leftOf(one) <= 0)) forget(other);
    return say(`${label}: it is too late to undo that.`);
  }
  try {
    await offer.undo();
    toast.success(`${label}: undone.`);
  } catch (error) {
    const detail = isOut ? `${label}. ${detailOf(error)}` : detailOf(error);
    toast.error(detail, { duration: Number.POSITIVE_INFINITY, closeButton: true });
  }
}
