import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { readConfig } from './config.ts';
import { type Desk, listen, openDesk } from './desk.ts';
import { createHttpServer, type ServerLimits } from './http-server.ts';
import { createLog } from './log.ts';

export type TestServer = Awaited<ReturnType<typeof openTestServer>>;

/** The demo desk behind a real server on a free port. */
export async function openTestServer(
  given: { limits?: Partial<ServerLimits>; log?: Logger; env?: Record<string, string> } = {},
) {
  const dataDir = given.env?.DATA_DIR ?? (await mkdtemp(join(tmpdir(), 'countersign-server-')));
  const config = readConfig({ DATA_DIR: dataDir, SEND_HOLD_SECONDS: '0', ...given.env });
  const desk: Desk = await openDesk(config, given.log ?? createLog('silent'), { clientFolder: null });
  const { server, answered } = createHttpServer(desk.listener, given.limits);
  const url = await listen(server, '127.0.0.1', 0);
  desk.announce(url);
  const { port } = server.address() as AddressInfo;
  return {
    url,
    dataDir,
    desk,
    server,
    answered,
    /** Sends bytes as they are, and resolves with all that comes back until the connection is over. */
    raw: (bytes: string | Uint8Array, options?: { keepOpen: boolean }) => exchange(port, bytes, options),
    async close({ keep = false } = {}) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await desk.stop();
      if (!keep) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function exchange(port: number, bytes: string | Uint8Array, { keepOpen = false } = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const chunks: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    // A server that has said no may close before everything was sent.
    socket.on('error', (error: NodeJS.ErrnoException) =>
      ['ECONNRESET', 'EPIPE'].includes(error.code ?? '') ? undefined : reject(error),
    );
    if (keepOpen) socket.write(bytes);
    else socket.end(bytes);
  });
}
