import { createServer } from 'node:http';
import { join } from 'node:path';
import { ConfigError, readConfig } from './config.ts';
import { listen, openDesk } from './desk.ts';
import { createLog } from './log.ts';
import { packageRoot } from './package-root.ts';
import { StoreInUse } from './store/sole-owner.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const desk = await openDesk(config, log, { clientFolder: join(packageRoot, 'dist/client') });
  const server = createServer(desk.listener);
  let stoppingSince: number | undefined;
  const stop = async () => {
    // Under npm one Ctrl-C arrives twice, so only a later one means: now.
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > 2000) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    desk.drain();
    setTimeout(() => server.closeAllConnections(), 10_000).unref();
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
  process.stderr.write(
    `${error instanceof ConfigError || error instanceof StoreInUse ? error.message : String((error as Error).stack ?? error)}\n`,
  );
  process.exit(1);
});
