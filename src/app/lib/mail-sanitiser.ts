import DOMPurify from 'dompurify';
import { createSanitiser, type Sanitiser } from '#mail/sanitise.ts';
import { sanitiseByDefault } from './default-policy.ts';
import { withMarkedNames } from './marked-names.ts';

const sanitiser = createSanitiser(DOMPurify(window));

/** On a DOMPurify of its own: the default one is anybody's to add hooks to. */
export const mailSanitiser: Sanitiser = {
  sanitise: (html, use) => withMarkedNames(html, (marked) => sanitiser.sanitise(marked, use)),
};

sanitiseByDefault((html) => mailSanitiser.sanitise(html).html);
