import { leaveToast } from './commands/rows.ts';
import { detailOf } from './http.ts';
import { loadToasts } from './load-toasts.ts';

/** A decision that was made and can be taken back. */
export interface Undoable {
  /** What happened, as a sentence without its full stop: `Approved the reply to Diana Prince`. */
  label: string;
  /** The conversation that it is about. */
  conversationId: string;
  /** Until when the server can still honour it (ms since 1970). */
  until: number;
  /** The decision itself, if it was noted as under way. */
  decision?: Promise<unknown>;
  undo(): Promise<unknown>;
}

/** Milliseconds: an undo that is asked for so late would not arrive in time. */
const margin = 1000;
/** Milliseconds for a toast that ends only because nobody wants to see it for ever. */
export const whileRemembered = 12_000;

interface Offer extends Undoable {
  toastId: string | number | undefined;
}

const offers: Offer[] = [];
/** Decisions that the server has not answered yet, and nobody has asked to undo. */
const underway = new Set<Promise<unknown>>();

/** Has an undo that is asked for meanwhile wait until `decision` is answered. */
export function noteUnderway(decision: Promise<unknown>): void {
  underway.add(decision);
  const settle = () => void underway.delete(decision);
  decision.then(settle, settle);
}

const forget = (offer: Offer) => {
  const at = offers.indexOf(offer);
  if (at >= 0) offers.splice(at, 1);
};

/**
 * Says what was done and offers to undo it, by the toast and by `undoLatest`, for as long as it is possible.
 * @param onScreen the page has a button for it already.
 */
export function offerUndo(undoable: Undoable, onScreen = false): void {
  const left = undoable.until - Date.now() - margin;
  const offer: Offer = { ...undoable, toastId: undefined };
  if (left > 0) offers.push(offer);
  void loadToasts().then((toast) => {
    if (left <= 0) return void toast.success(`${undoable.label}.`);
    if (!offers.includes(offer)) return;
    offer.toastId = toast.success(`${undoable.label}.`, {
      duration: left,
      ...(onScreen ? {} : { action: { label: 'Undo', onClick: () => void take(offer) } }),
      onAutoClose: () => forget(offer),
    });
  });
}

/** Undoes the last decision that can be undone, or is under way. @returns whether there was one. */
export function undoLatest(): boolean {
  const decision = [...underway].at(-1);
  if (decision === undefined) return undoLast(() => true);
  // The next undo means the one before it.
  underway.delete(decision);
  decision.then(
    () => undoLast((offer) => offer.decision === decision) || sayNotUndone('It is too late to undo that.'),
    () => sayNotUndone('Nothing was undone: your last decision did not come through.'),
  );
  return true;
}

/** Undoes the last decision about one conversation. @returns whether there was one. */
export const undoAbout = (conversationId: string): boolean =>
  undoLast((offer) => offer.conversationId === conversationId);

function undoLast(isMeant: (offer: Offer) => boolean): boolean {
  const now = Date.now();
  const offer = offers.findLast((one) => isMeant(one) && one.until - margin > now);
  if (!offer) return false;
  void take(offer);
  return true;
}

const sayNotUndone = async (sentence: string) => void (await loadToasts()).warning(sentence);

async function take(offer: Offer): Promise<void> {
  forget(offer);
  leaveToast();
  const toast = await loadToasts();
  if (offer.toastId !== undefined) toast.dismiss(offer.toastId);
  try {
    await offer.undo();
    toast.success('Undone.');
  } catch (error) {
    toast.error(detailOf(error), { duration: Number.POSITIVE_INFINITY, closeButton: true });
  }
}
