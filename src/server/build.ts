import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isBuilt, stampFile, stampOf } from './build-stamp.mjs';
import { packageRoot } from './package-root.ts';

const builds = {
  async client() {
    const { build } = await import('vite');
    await build({ root: packageRoot, logLevel: 'warn' });
  },
  async server() {
    const { build } = await import('vite');
    await build({
      root: packageRoot,
      configFile: false,
      logLevel: 'warn',
      publicDir: false,
      build: {
        ssr: true,
        target: 'node20',
        outDir: 'dist/server',
        emptyOutDir: true,
        sourcemap: true,
        rolldownOptions: {
          input: { main: 'src/server/main.ts', 'smtp-thread': 'src/server/delivery/smtp-thread.ts' },
          output: { entryFileNames: '[name].js' },
        },
      },
    });
  },
};

/** Builds the browser app and the server into `dist`, each only when something that it is made from has changed. */
export async function buildWhatChanged(report: (line: string) => void): Promise<void> {
  for (const part of ['client', 'server'] as const) {
    if (isBuilt(part)) continue;
    const stamp = stampOf(part);
    report(`Building the ${part} …`);
    // What is built is what people get, whatever the process that asks for it is for.
    process.env.NODE_ENV = 'production';
    await builds[part]();
    const file = stampFile(part);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, stamp);
  }
}
