import type { loadToasts } from './load-toasts.ts';
import type { Decision } from './undo-decisions.ts';

type Toasts = Awaited<ReturnType<typeof loadToasts>>;

/** A decision that was made and can be taken back. */
export interface Undoable {
  /** What happened, as a sentence without its full stop: `Approved the reply to Diana Prince`. */
  label: string;
  /** The conversation that it is about. */
  conversationId: string;
  /** When the desk goes on with it (ms since 1970, by the desk's clock); null: not before something else happens. */
  until: number | null;
  /** The decision itself, if it was noted as under way. */
  decision?: Promise<unknown>;
  /** What `undo` takes back, where the desk has it: a reload of the page does not take the undo away. */
  decisions?: readonly Decision[];
  undo(): Promise<unknown>;
}

export interface Offer extends Undoable {
  toastId: string | number | undefined;
  /** Its toast is gone: what is said of it has to name it. */
  isOut: boolean;
}

/** Milliseconds for a toast that ends only because nobody wants to see it for ever: its undo goes on under a key. */
const whileRemembered = 12_000;

/**
 * Says what was done, and that it can be undone.
 * @param leftOf milliseconds in which it can still be asked for. @param onUndo null where the page has a button for it.
 */
export function showOffer(
  toast: Toasts,
  offer: Offer,
  leftOf: (offer: Offer) => number,
  onUndo: (() => void) | null,
): void {
  const said = `${offer.label}.`;
  if (leftOf(offer) <= 0) return void toast.success(said);
  const out = () => {
    offer.isOut = true;
  };
  offer.toastId = toast.success(said, {
    duration: offer.until === null ? whileRemembered : Number.POSITIVE_INFINITY,
    ...(onUndo && { action: { label: 'Undo', onClick: onUndo } }),
    onAutoClose: out,
    onDismiss: out,
  });
  if (offer.until !== null) endInTime(toast, offer, leftOf);
}

/** Ends its toast in time. Sonner's own clock stands still while somebody points at a toast or looks at another page. */
function endInTime(toast: Toasts, offer: Offer, leftOf: (offer: Offer) => number): void {
  let timer = 0;
  const look = () => {
    window.clearTimeout(timer);
    const left = offer.isOut ? 0 : leftOf(offer);
    if (left > 0) {
      timer = window.setTimeout(look, left);
      return;
    }
    document.removeEventListener('visibilitychange', look);
    toast.dismiss(offer.toastId);
  };
  document.addEventListener('visibilitychange', look);
  look();
}
