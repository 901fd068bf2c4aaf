import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The embedded store belongs to another process; the message says what to do. */
export class StoreInUse extends Error {}

/**
 * Makes this process the only owner of the embedded store in `folder`: two of them would overwrite each other's pages.
 * A socket, not a file: whoever holds it answers, and after a crash nobody does, whatever process ids say.
 * @returns gives the store up.
 * @throws StoreInUse when another process of this machine has it open.
 */
export async function ownStore(folder: string): Promise<() => Promise<void>> {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24);
  // Socket paths are short (104 bytes on macOS), so it cannot stand in the folder itself.
  const path =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\countersign-${name}`
      : join(tmpdir(), `countersign-${name}.sock`);
  const server = await listen(path).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (await answers(path)) {
      throw new StoreInUse(
        `The store in ${folder} is open in another desk: stop that one, or set DATA_DIR to another folder.`,
      );
    }
    rmSync(path, { force: true });
    return listen(path);
  });
  return () => new Promise((resolve) => server.close(() => resolve()));
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
