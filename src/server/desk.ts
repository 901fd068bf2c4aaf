import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { Logger } from 'pino';
import { sentence } from '#contract/errors.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { openDepartures } from './delivery/departures.ts';
import { outbox } from './delivery/outbox.ts';
import { smtp } from './delivery/smtp.ts';
import { createWorker, type RetryPolicy } from './delivery/worker.ts';
import { seedDemo } from './demo/seed.ts';
import { openHub } from './live/hub.ts';
import { loadSanitiser } from './mail-sanitiser.ts';
import { writeBackup } from './operate/backup.ts';
import { createMetrics } from './operate/metrics.ts';
import { createAuth } from './session/auth.ts';
import { loadSecrets } from './session/secrets.ts';
import { openStore, type Store } from './store/database.ts';

export interface Desk {
  /** For the `request` event of an HTTP server. */
  listener: ReturnType<typeof getRequestListener>;
  store: Store;
  /** Tells commands on this machine where the desk answers (`DATA_DIR/server.json`). */
  announce(url: string): void;
  /** From now on the desk says that it is not ready for more, and begins to send nothing more. */
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
  const departures = openDepartures(join(config.dataDir, 'departures'));
  const hub = await openHub(store, log).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const metrics = config.metricsToken
    ? { token: config.metricsToken, of: createMetrics(store.db, () => hub.size) }
    : null;
  const way = config.smtpUrl ? smtp(config.smtpUrl, files) : files;
  const transport = metrics?.of.counting(way) ?? way;
  const tools = {
    db: store.background,
    transport,
    sanitiser: loadSanitiser,
    log,
    leaseSeconds: config.sendLeaseSeconds,
    departures,
  };
  const worker = createWorker(store, tools, log, options.retry ?? defaultRetry);
  try {
    if (config.demo) await seedDemo(store.db);
    await worker.start();
  } catch (error) {
    await hub.close();
    await store.close();
    throw error;
  }

  const operatorToken = randomBytes(24).toString('base64url');
  let draining = false;
  const { copyTo } = store;
  const app = createApp({
    db: store.db,
    auth: createAuth(store.db, { secret: secrets.session, publicUrl: config.publicUrl }),
    rules: { enqueue: worker.enqueue, sendHoldSeconds: config.sendHoldSeconds },
    hub,
    origins: originsOf(config),
    cursorSecret: secrets.cursor,
    trustedProxies: config.trustedProxies,
    demo: config.demo,
    operatorToken,
    log,
    clientFolder: options.clientFolder,
    isDraining: () => draining,
    metrics,
    backup: copyTo && ((file) => writeBackup(config.dataDir, copyTo, file)),
  });

  const announcement = join(config.dataDir, 'server.json');
  let announced = false;
  return {
    listener: getRequestListener(app.fetch, {
      errorHandler: (error) => {
        if (error instanceof RequestError)
          return Response.json({ detail: 'This is not a request that HTTP allows.' }, { status: 400 });
        log.error({ err: error }, 'request failed');
        return Response.json({ detail: sentence.internal }, { status: 500 });
      },
    }),
    store,
    announce(url) {
      announced = true;
      writeFileSync(announcement, JSON.stringify({ url, pid: process.pid, token: operatorToken }), {
        mode: 0o600,
      });
    },
    drain() {
      draining = true;
      worker.drain();
      hub.end();
    },
    async stop() {
      draining = true;
      if (announced) rmSync(announcement, { force: true });
      hub.end();
      await worker.stop();
      await hub.close();
      transport.close();
      departures.close();
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
