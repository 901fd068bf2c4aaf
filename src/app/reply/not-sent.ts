import type { Dropped } from '#mail/sanitise.ts';
import { mayLoseAsMessage } from '#mail/sanitise-policy.ts';
import { mailSanitiser } from '../lib/mail-sanitiser.ts';

/** What a sanitised draft keeps and its recipients do not get. Sanitising it as a message costs time, so not every draft is. */
export function notSent(draft: string): Dropped[] {
  return mayLoseAsMessage.test(draft) ? mailSanitiser.sanitise(draft, 'message').dropped : [];
}
