import { trustedTypesPolicy } from '../trusted-types.ts';

const address = '/service-worker.js';
/** Milliseconds between two looks for a new version, for a desk that is open all day. */
const lookEvery = 3_600_000;
/** Milliseconds: a worker that is still at something goes when it is done. Then the page comes without the new one. */
const longestTakingOver = 3000;

/** Only the one script is one: TypeScript's DOM takes the trusted address for the string that it stands for. */
function scriptAddress(): string {
  const rules = { createScriptURL: (url: string) => (url === address ? url : null) };
  return trustedTypesPolicy('countersign-service-worker', rules)?.createScriptURL(address) ?? address;
}

/** Whether a worker belongs to the version of the desk that this page is. */
function isOfThisPage(worker: ServiceWorker): Promise<boolean> {
  const entry = new URL(
    document.querySelector<HTMLScriptElement>('script[type="module"]')?.src ?? '',
    location.href,
  );
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data === true);
    worker.postMessage({ has: entry.pathname }, [port2]);
  });
}

/**
 * Keeps the desk itself in the browser, so that it opens without a connection.
 * @param onUpdate a new version is there: `take` opens it in place of this page.
 */
export async function keepDesk(onUpdate: (take: () => void) => void): Promise<void> {
  const registration = await navigator.serviceWorker?.register(scriptAddress());
  // A browser may refuse without saying so.
  if (!registration) return;

  const look = async () => {
    const worker = registration.waiting ?? registration.active;
    if (!worker || (await isOfThisPage(worker))) {
      // The page is new already, only its worker waited for the old pages to go.
      registration.waiting?.postMessage('take over');
      return;
    }
    onUpdate(() => {
      if (worker.state === 'activated') return location.reload();
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      setTimeout(() => location.reload(), longestTakingOver);
      worker.postMessage('take over');
    });
  };
  const follow = (worker: ServiceWorker | null) =>
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && navigator.serviceWorker.controller) void look();
    });
  follow(registration.installing);
  registration.addEventListener('updatefound', () => follow(registration.installing));
  navigator.serviceWorker.addEventListener('controllerchange', () => void look());
  if (registration.waiting) void look();
  // A page that was on its way while the worker took the others over belongs to none.
  void navigator.serviceWorker.ready.then(({ active }) => {
    if (!navigator.serviceWorker.controller) active?.postMessage('serve me');
  });
  setInterval(() => registration.update().catch(() => {}), lookEvery);
}
