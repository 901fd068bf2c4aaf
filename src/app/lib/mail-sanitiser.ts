import DOMPurify from 'dompurify';
import { createSanitiser, type Sanitiser } from '#mail/sanitise.ts';

/** On a DOMPurify of its own: the default one is anybody's to add hooks to. */
export const mailSanitiser: Sanitiser = createSanitiser(DOMPurify(window));
