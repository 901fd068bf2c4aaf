import { join } from 'node:path';
import { ConfigError, readConfig } from './config.ts';
import { listen, openDesk } from './desk.ts';
import { createHttpServer } from './http-server.ts';
import { createLog } from './log.ts';
import { packageRoot } from './package-root.ts';
import { StoreTooNew } from './store/refuse-newer.ts';
import { StoreInUse } from './store/sole-owner.ts';

/** Milliseconds that a request may still take once the desk is to stop. */
const longestRequest = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const desk = await openDesk(config, log, { clientFolder: join(packageRoot, 'dist/client') });
  const { server, answered } = createHttpServer(desk.listener);
  let stoppingSince: number | undefined;
  const stop = async () => {
    // Under npm one Ctrl-C arrives twice, so only a later one means: now.
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > 2000) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    desk.drain();
    // Until then the desk goes on answering, so that whoever asks /readyz hears that it is leaving.
    await answered(longestRequest);
    setTimeout(() => server.closeAllConnections(), longestRequest).unref();
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeIdleConnections();
    await closed;
    await desk.stop();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const url = await listen(server, config.host, config.port).catch(async (error: NodeJS.ErrnoException) => {
    await desk.stop();
    const why =
      error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${error.message})`;
    throw new ConfigError(`The port ${config.port} on ${config.host} ${why}: set PORT to another one.`);
  });
  desk.announce(url);
  process.stdout.write(`Countersign is ready on ${url}\n`);
}

main().catch((error: unknown) => {
  const isPlain = [ConfigError, StoreInUse, StoreTooNew].some((kind) => error instanceof kind);
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${isPlain ? message : stack}\n`);
  process.exit(1);
});
