import { createSanitiser, type Sanitiser } from '#mail/sanitise.ts';

let loading: Promise<Sanitiser> | undefined;

async function load(): Promise<Sanitiser> {
  const [{ JSDOM }, { default: createDOMPurify }] = await Promise.all([import('jsdom'), import('dompurify')]);
  return createSanitiser(createDOMPurify(new JSDOM('').window));
}

/** The mail policy on one jsdom window, made at the first call: jsdom takes its time to load. */
export function loadSanitiser(): Promise<Sanitiser> {
  loading ??= load();
  return loading;
}
