import type { Sanitiser } from '#mail/sanitise.ts';
import { mailSanitiser } from './mail-sanitiser.ts';

type Sanitised = ReturnType<Sanitiser['sanitise']>;

/** How many bodies are remembered: the one that is open, and those that are likely to be next. */
const most = 4;
const known = new Map<string, Sanitised>();

/** The body of a draft, fit for the editor. Looked at again while it is remembered, it costs nothing. */
export function sanitisedDraft(html: string): Sanitised {
  const sanitised = known.get(html) ?? mailSanitiser.sanitise(html, 'draft');
  known.delete(html);
  known.set(html, sanitised);
  for (const old of [...known.keys()].slice(0, -most)) known.delete(old);
  return sanitised;
}
