/** What the build puts in: the files that the desk is made of, and a name that changes with any of them. */
declare const __DESK__: { version: string; files: string[] };
declare const self: ServiceWorkerGlobalScope;

const { version, files } = __DESK__;
const prefix = 'countersign desk ';
const cacheName = prefix + version;
const shell = '/';

/** All that is of this desk alone and the same for everybody; what people read and write never goes through here. */
const isPage = (pathname: string) => !/^\/(?:api\/|healthz$|readyz$)/.test(pathname);
const isAsset = (pathname: string) => pathname.startsWith('/assets/') || pathname === '/favicon.svg';

self.addEventListener('install', (event) => {
  const fetchAll = async () => {
    const cache = await caches.open(cacheName);
    await cache.addAll([new Request(shell, { cache: 'reload' }), ...files]);
  };
  event.waitUntil(fetchAll());
});

self.addEventListener('activate', (event) => {
  const tidy = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName);
    // Pages of the version before are still open, and load parts of it when they are needed.
    await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener('message', ({ data, ports }) => {
  if (data === 'take over') void self.skipWaiting();
  else if (data === 'serve me') void self.clients.claim();
  else ports[0]?.postMessage(files.includes(data.has));
});

/** The newest desk where there is a connection, else the one that is kept here. */
async function openPage(request: Request): Promise<Response> {
  const kept = async () => (await caches.open(cacheName)).match(shell);
  const answer = await fetch(request).catch(() => null);
  if (answer && !(answer.status >= 502 && answer.status <= 504)) return answer;
  return (await kept()) ?? answer ?? Response.error();
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && isPage(pathname)) event.respondWith(openPage(request));
  // The name of an asset holds a hash of its content: what is kept under it is what the desk would serve.
  else if (isAsset(pathname))
    event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
});
