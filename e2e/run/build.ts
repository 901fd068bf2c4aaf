import { buildWhatChanged } from '../../src/server/build.ts';

/** Playwright's global setup: the tests drive what people get, the built app on the built server. */
export default async function build(): Promise<void> {
  await buildWhatChanged((line) => process.stdout.write(`${line}\n`));
}
