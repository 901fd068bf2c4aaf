// Stand-in until the real module lands.
import type { DOMPurify } from 'dompurify';
export interface Dropped {
  what: string;
  count: number;
}
export interface Sanitiser {
  sanitise(html: string): { html: string; dropped: Dropped[] };
}
export const createSanitiser = (purify: DOMPurify): Sanitiser => ({
  sanitise: (html) => ({ html: purify.sanitize(html), dropped: [] }),
});
