// Stand-in until the real module lands.
import { createSanitiser, type Sanitiser } from '#mail/sanitise.ts';
let made: Promise<Sanitiser> | undefined;
export function loadSanitiser(): Promise<Sanitiser> {
  made ??= Promise.all([import('jsdom'), import('dompurify')]).then(([{ JSDOM }, { default: createDOMPurify }]) => createSanitiser(createDOMPurify(new JSDOM('').window)));
  return made;
}
