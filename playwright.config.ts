import { readdirSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import type { DeskOptions } from './e2e/fixtures/test.ts';
import { chromiumArguments, findChromium } from './e2e/run/find-chromium.ts';
import { reports } from './e2e/run/places.ts';

// The workers read this file too: they are handed what was found.
process.env.CHROMIUM_PATH = findChromium();

const specs = readdirSync(new URL('e2e', import.meta.url)).filter((file) => file.endsWith('.spec.ts'));

export default defineConfig<object, DeskOptions>({
  testDir: 'e2e',
  // A project has workers of its own, so each file has a desk of its own: what one leaves behind, no other finds.
  projects: specs.map((file) => ({ name: file.replace('.spec.ts', ''), testMatch: file })),
  globalSetup: './e2e/run/build.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: reports.playwright }]],
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: chromiumArguments },
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // Requests that it makes are not seen by page.route; e2e/offline.spec.ts is about it.
    serviceWorkers: 'block',
    actionTimeout: 30_000,
    screenshot: 'only-on-failure',
  },
});
