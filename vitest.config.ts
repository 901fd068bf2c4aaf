import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Milliseconds after which a test hangs, however busy the machine is. */
const limits = { testTimeout: 240_000, hookTimeout: 240_000 };

/** For each project: where property tests start. */
const setupFiles = ['e2e/run/property-seed.ts'];

/** Tests of the server that no store has a part in: once is enough. */
const storeless = [
  'src/server/{config,http-server,mail-sanitiser,no-fetching,secrets-in-logs}.test.ts',
  'src/server/operate/*.test.ts',
  'src/server/store/{database,embedded-client,migrations,sole-owner}.test.ts',
  'src/server/**/{compose,cursor,departures,event-stream,hostile-mail,mail-server,parse-message,smtp,split-mbox}.test.ts',
];

const onStore = (name: string, store: 'embedded' | 'postgres') => ({
  test: {
    name,
    include: ['src/server/**/*.test.ts'],
    exclude: storeless,
    env: { TEST_STORE: store },
    setupFiles,
    globalSetup: store === 'postgres' ? ['src/server/store/postgres-for-tests.ts'] : [],
    ...limits,
  },
});

export default defineConfig({
  test: {
    // Of its own accord it leaves one core idle; but a worker mostly waits for a store, a mail server or another process.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'units',
          include: ['src/{app,mail,contract}/**/*.test.{ts,tsx}', ...storeless],
          setupFiles,
          ...limits,
        },
      },
      { test: { name: 'the tests themselves', include: ['e2e/run/**/*.test.ts'], ...limits } },
      {
        test: {
          name: 'faults',
          include: ['e2e/faults/**/*.test.ts'],
          globalSetup: ['e2e/run/build.ts'],
          maxConcurrency: 4,
          testTimeout: 400_000,
          hookTimeout: limits.hookTimeout,
        },
      },
      onStore('server on PGlite', 'embedded'),
      onStore('server on PostgreSQL', 'postgres'),
    ],
  },
});
