import { inertBody } from './inert-html.ts';
import { mailSanitiser } from './mail-sanitiser.ts';

/** The sanitised body of a mail, in a document without a window. */
export const sanitisedBody = (html: string): HTMLElement => inertBody(mailSanitiser.sanitise(html).html);
