import { createSanitiser, type Sanitiser } from '#mail/sanitise.ts';

/** jsdom's window remembers something of every document parsed in it: after this many messages it gets a new one. */
const messagesPerWindow = 100;

let loading: Promise<Sanitiser> | undefined;

async function load(): Promise<Sanitiser> {
  const [{ JSDOM, VirtualConsole }, { default: createDOMPurify }] = await Promise.all([
    import('jsdom'),
    import('dompurify'),
  ]);
  // A silent console: jsdom complains there of style sheets that it cannot read.
  const open = () => new JSDOM('', { virtualConsole: new VirtualConsole() }).window;
  let window = open();
  let sanitiser = createSanitiser(createDOMPurify(window));
  let messages = 0;
  return {
    sanitise(html, use) {
      if (++messages > messagesPerWindow) {
        window.close();
        window = open();
        sanitiser = createSanitiser(createDOMPurify(window));
        messages = 1;
      }
      return sanitiser.sanitise(html, use);
    },
  };
}

/** The mail policy on jsdom, which is loaded at the first call: it takes its time. */
export function loadSanitiser(): Promise<Sanitiser> {
  loading ??= load();
  return loading;
}
