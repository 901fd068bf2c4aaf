import { defineConfig } from 'vitest/config';

/** Tests of the server that no store has a part in: once is enough. */
const storeless = [
  'src/server/{config,mail-sanitiser}.test.ts',
  'src/server/store/{database,sole-owner}.test.ts',
  'src/server/**/{compose,cursor,parse-message,split-mbox}.test.ts',
];

const onStore = (name: string, store: 'embedded' | 'postgres') => ({
  test: {
    name,
    include: ['src/server/**/*.test.ts'],
    exclude: storeless,
    env: { TEST_STORE: store },
    globalSetup: store === 'postgres' ? ['src/server/store/postgres-for-tests.ts'] : [],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'units',
          include: ['src/{app,mail,contract}/**/*.test.{ts,tsx}', ...storeless],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'the tests themselves', include: ['e2e/run/**/*.test.ts'], testTimeout: 20_000 } },
      onStore('server on PGlite', 'embedded'),
      onStore('server on PostgreSQL', 'postgres'),
    ],
  },
});
