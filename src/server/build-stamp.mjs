// Plain JavaScript, since Node 20 reads no TypeScript: a start that has nothing to build need not load a compiler.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const shared = ['src/contract', 'src/mail', 'package-lock.json'];

/** The parts of the desk that are built, each with the files and folders that it is made from. */
export const parts = {
  client: [...shared, 'src/app', 'src/service-worker', 'public', 'index.html', 'vite.config.ts'],
  server: [...shared, 'src/server'],
};

/** @param {keyof typeof parts} part */
export const stampFile = (part) => join(root, 'dist', `${part}.stamp`);

/**
 * Changes when a file that the part is made from is added, removed or written.
 * @param {keyof typeof parts} part
 */
export function stampOf(part) {
  const hash = createHash('sha256');
  for (const file of parts[part].flatMap(filesBelow).sort()) {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${file}\n${mtimeMs}\n${size}\n`);
  }
  return hash.digest('hex');
}

/**
 * Whether `dist` holds the part as its sources are now.
 * @param {keyof typeof parts} part
 */
export function isBuilt(part) {
  const file = stampFile(part);
  return existsSync(file) && readFileSync(file, 'utf8') === stampOf(part);
}

/** @param {string} source */
function filesBelow(source) {
  const path = join(root, source);
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
