import type { Decision } from './undo-decisions.ts';

/** A decision that can be taken back, as a reload of the page finds it again. */
export interface KeptOffer {
  label: string;
  conversationId: string;
  until: number | null;
  decisions: readonly Decision[];
}

const place = 'countersign undo';

/** What `z` still undoes after a reload: of this tab, and of one person. */
export const keptOffers = {
  read(personId: string): KeptOffer[] {
    try {
      const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null');
      return kept?.personId === personId ? kept.offers : [];
    } catch {
      return [];
    }
  },

  write(personId: string, offers: readonly KeptOffer[]): void {
    try {
      sessionStorage.setItem(place, JSON.stringify({ personId, offers }));
    } catch {
      // They hold until the page is closed.
    }
  },

  forget(): void {
    try {
      sessionStorage.removeItem(place);
    } catch {
      // Nothing was kept.
    }
  },
};
