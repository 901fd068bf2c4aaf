import { rm } from 'node:fs/promises';
import { buildWhatChanged } from '../../src/server/build.ts';
import { demoFolder, startDesk } from '../fixtures/running-desk.ts';

/**
 * Playwright's global setup: the tests drive what people get, the built app on the built server. The demo is made once, as
 * it is with an empty data folder; each desk begins with a copy of it.
 * @returns what is done after the last test.
 */
export default async function build(): Promise<() => Promise<void>> {
  await buildWhatChanged((line) => process.stdout.write(`${line}\n`));
  const first = await startDesk({ demo: 'on', holdSeconds: 1, smtpUrl: 'smtp://127.0.0.1:9' });
  await first.halt();
  process.env[demoFolder] = first.dataDir;
  return () => rm(first.dataDir, { recursive: true, force: true });
}
