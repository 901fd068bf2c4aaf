import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { outbox } from './delivery/outbox.ts';
import { smtp } from './delivery/smtp.ts';
import { createWorker, type RetryPolicy } from './delivery/worker.ts';
import { seedDemo } from './demo/seed.ts';
import { loadSanitiser } from './mail-sanitiser.ts';
import { createAuth } from './session/auth.ts';
import { loadSecrets } from './session/secrets.ts';
import { openStore, type Store } from './store/database.ts';

export interface Desk {
  /** For the `request` event of an HTTP server. */
  listener: ReturnType<typeof getRequestListener>;
  store: Store;
  /** Tells commands on this machine where the desk answers (`DATA_DIR/server.json`). */
  announce(url: string): void;
  /** From now on the desk says that it is not ready for more. */
  drain(): void;
  /** Finishes what is in hand, gives the rest back, closes the store. */
  stop(): Promise<void>;
}

/** At most 9 attempts, over about 20 minutes. */
const defaultRetry: RetryPolicy = { limit: 8, delaySeconds: 5 };

/**
 * Puts a working desk together: store, worker, application.
 * @throws when the store cannot be opened.
 */
export async function openDesk(
  config: Config,
  log: Logger,
  options: { clientFolder: string | null; retry?: RetryPolicy },
): Promise<Desk> {
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const secrets = loadSecrets(config.dataDir);
  const store = await openStore(
    config.databaseUrl ? { databaseUrl: config.databaseUrl } : { folder: join(config.dataDir, 'store') },
  );

  const files = outbox(join(config.dataDir, 'outbox'));
  const transport = config.smtpUrl ? smtp(config.smtpUrl, files) : files;
  const tools = { db: store.db, transport, sanitiser: loadSanitiser, log, leaseSeconds: 300 };
  const worker = createWorker(store, tools, log, options.retry ?? defaultRetry);
  try {
    if (config.demo) await seedDemo(store.db);
    await worker.start();
  } catch (error) {
    await store.close();
    throw error;
  }

  const operatorToken = randomBytes(24).toString('base64url');
  let draining = false;
  const app = createApp({
    db: store.db,
    auth: createAuth(store.db, { secret: secrets.session, publicUrl: config.publicUrl }),
    rules: { enqueue: worker.enqueue, sendHoldSeconds: config.sendHoldSeconds },
    origins: originsOf(config),
    cursorSecret: secrets.cursor,
    demo: config.demo,
    operatorToken,
    log,
    clientFolder: options.clientFolder,
    isDraining: () => draining,
  });

  const announcement = join(config.dataDir, 'server.json');
  let announced = false;
  return {
    listener: getRequestListener(app.fetch),
    store,
    announce(url) {
      announced = true;
      writeFileSync(announcement, JSON.stringify({ url, pid: process.pid, token: operatorToken }), {
        mode: 0o600,
      });
    },
    drain() {
      draining = true;
    },
    async stop() {
      draining = true;
      if (announced) rmSync(announcement, { force: true });
      await worker.stop();
      transport.close();
      await store.close();
    },
  };
}

/** The desk's own origins: the public one and, on a loopback address, its other spellings. */
function originsOf(config: Config): ReadonlySet<string> {
  const { origin, hostname, port, protocol } = new URL(config.publicUrl);
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  const spellings = isLoopback
    ? ['127.0.0.1', 'localhost', '[::1]'].map((host) => `${protocol}//${host}:${port}`)
    : [];
  return new Set([origin, ...spellings]);
}

/** Listens, and resolves with the address once it answers. @throws when the port is taken. */
export function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      const actual = typeof address === 'object' && address ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`);
    });
  });
}
