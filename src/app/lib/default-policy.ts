import { trustedTypesPolicy } from './trusted-types.ts';

let sanitise: ((html: string) => string) | null = null;

/** From now on a string that a library writes into the page as HTML is sanitised first; before, it is refused. */
export function sanitiseByDefault(by: (html: string) => string): void {
  sanitise = by;
}

/** For whatever comes to the page as a string instead of through a policy of its own. Scripts are refused always. */
trustedTypesPolicy('default', { createHTML: (html) => sanitise?.(html) ?? null });
