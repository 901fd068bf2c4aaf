import type { CommandId } from './command-table.ts';
import type { TextCommandId } from './text-commands.ts';

export interface Offer {
  id: CommandId | TextCommandId;
  /** Grows with every component that is made: an inner one comes after what holds it. */
  order: number;
  run: () => void;
  /** The part of the page that the command belongs to; null: the whole page. */
  within: () => Element | null;
  /** Asked before others, but not before the part of the page that has the focus. */
  first?: boolean;
}

interface Place {
  /** The dialog, menu or popover that is open above the page. */
  layer?: Element | null;
  /** The field that the key was pressed in. */
  field?: Element | null;
}

/** What is open above the page has its own commands alone, and so has a field outside of the part that one belongs to. */
function isReachable(own: Element | null, { layer = null, field = null }: Place): boolean {
  if (layer !== null && (own === null || !layer.contains(own))) return false;
  return own === null || field === null || own.contains(field);
}

const rankOf = ({ within, first }: Offer) => (within()?.contains(document.activeElement) ? 2 : first ? 1 : 0);
const isBefore = (one: Offer, other: Offer) =>
  rankOf(one) === rankOf(other) ? one.order > other.order : rankOf(one) > rankOf(other);

const offers = new Set<Offer>();
let made = 0;

/** What the components on screen can do at the moment. */
export const commandOffers = {
  nextOrder: (): number => ++made,

  add(offer: Offer): () => void {
    offers.add(offer);
    return () => void offers.delete(offer);
  },

  /** The offer of a command that is reachable from where the key was pressed: the one of that part, else the innermost. */
  find(id: Offer['id'], place: Place = {}): Offer | undefined {
    let found: Offer | undefined;
    for (const offer of offers)
      if (offer.id === id && isReachable(offer.within(), place) && !(found && isBefore(found, offer)))
        found = offer;
    return found;
  },
};
