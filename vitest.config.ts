import { defineConfig } from 'vitest/config';

const onStore = (name: string, store: 'embedded' | 'postgres') => ({
  test: {
    name,
    include: ['src/server/**/*.test.ts'],
    env: { TEST_STORE: store },
    globalSetup: store === 'postgres' ? ['src/server/store/postgres-for-tests.ts'] : [],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'browser and shared',
          include: ['src/{app,mail,contract}/**/*.test.{ts,tsx}'],
          testTimeout: 20_000,
        },
      },
      { test: { name: 'the tests themselves', include: ['e2e/run/**/*.test.ts'], testTimeout: 20_000 } },
      onStore('server on PGlite', 'embedded'),
      onStore('server on PostgreSQL', 'postgres'),
    ],
  },
});
