import { buildWhatChanged } from '../../src/server/build.ts';

/** Playwright's global setup: the tests drive what people get, the built app on the built server. */
export default async function build(): Promise<void> {
  // Playwright says `test`, with which Vite would put the development build of React in.
  process.env.NODE_ENV = 'production';
  await buildWhatChanged((line) => process.stdout.write(`${line}\n`));
}
