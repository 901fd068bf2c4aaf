import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createVite } from 'vite';
import { readConfig } from './config.ts';
import type * as DeskModule from './desk.ts';
import { createLog } from './log.ts';
import { packageRoot } from './package-root.ts';

/** The desk with hot reload: Vite serves the browser app, and the server's part opens anew when a file of it changes. */
const config = readConfig(process.env);
const log = createLog(config.logLevel);
const server = createServer((request, response) => void answer(request, response));
const vite = await createVite({
  root: packageRoot,
  appType: 'spa',
  server: { middlewareMode: true, hmr: { server } },
});
const load = () => vite.ssrLoadModule('/src/server/desk.ts') as Promise<typeof DeskModule>;

const module = await load();
let desk = module.openDesk(config, log, { clientFolder: null });
await desk;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!/^\/(api\/|operate\/|healthz|readyz|metrics)/.test(request.url ?? ''))
    return vite.middlewares(request, response);
  try {
    await (await desk).listener(request, response);
  } catch (error) {
    response.writeHead(503, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ detail: `The server could not be reloaded: ${(error as Error).message}` }));
  }
}

let reload: NodeJS.Timeout | undefined;
vite.watcher.on('change', (file) => {
  if (!/\/src\/(server|contract|mail)\//.test(file)) return;
  clearTimeout(reload);
  reload = setTimeout(() => {
    const previous = desk;
    desk = previous
      .then((old) => old.stop())
      .catch(() => {})
      .then(load)
      .then(({ openDesk }) => openDesk(config, log, { clientFolder: null }));
    desk.then(
      (opened) => opened.announce(url),
      (error: Error) => log.error({ err: error }, 'the server could not be reloaded'),
    );
  }, 100);
});

const url = await module.listen(server, config.host, config.port);
(await desk).announce(url);
process.stdout.write(`Countersign is ready on ${url}\n`);

const stop = async () => {
  server.closeAllConnections();
  await vite.close();
  await (await desk).stop();
  process.exit(0);
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
