import { createSanitiser, type Sanitiser } from '#mail/sanitise.ts';

let loading: Promise<Sanitiser> | undefined;

async function load(): Promise<Sanitiser> {
  const [{ JSDOM, VirtualConsole }, { default: createDOMPurify }] = await Promise.all([import('jsdom'), import('dompurify')]);
  // A silent console: jsdom complains there of style sheets that it cannot read.
  const { window } = new JSDOM('', { virtualConsole: new VirtualConsole() });
  return createSanitiser(createDOMPurify(window));
}

/** The mail policy on one jsdom window, made at the first call: jsdom takes its time to load. */
export function loadSanitiser(): Promise<Sanitiser> {
  loading ??= load();
  return loading;
}
