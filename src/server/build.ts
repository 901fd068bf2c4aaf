import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageRoot } from './package-root.ts';

interface Part {
  name: string;
  /** Files and folders that it is made from. */
  sources: string[];
  build(): Promise<void>;
}

const shared = ['src/contract', 'src/mail', 'package-lock.json'];

const parts: Part[] = [
  {
    name: 'client',
    sources: [...shared, 'src/app', 'public', 'index.html', 'vite.config.ts'],
    async build() {
      const { build } = await import('vite');
      await build({ root: packageRoot, logLevel: 'warn' });
    },
  },
  {
    name: 'server',
    sources: [...shared, 'src/server'],
    async build() {
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
            input: { main: 'src/server/main.ts' },
            output: { entryFileNames: '[name].js' },
          },
        },
      });
    },
  },
];

/** Builds the browser app and the server into `dist`, each only when something that it is made from has changed. */
export async function buildWhatChanged(report: (line: string) => void): Promise<void> {
  for (const part of parts) {
    const stampFile = join(packageRoot, 'dist', `${part.name}.stamp`);
    const stamp = stampOf(part.sources);
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
    report(`Building the ${part.name} …`);
    // What is built is what people get, whatever the process that asks for it is for.
    process.env.NODE_ENV = 'production';
    await part.build();
    mkdirSync(dirname(stampFile), { recursive: true });
    writeFileSync(stampFile, stamp);
  }
}

/** Changes when a file below `sources` is added, removed or written. */
function stampOf(sources: string[]): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesBelow).sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file}\n${mtimeMs}\n${size}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(source: string): string[] {
  const path = join(packageRoot, source);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
