import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildWhatChanged } from './build.ts';
import { packageRoot } from './package-root.ts';

process.env.NODE_ENV ??= 'production';
await buildWhatChanged((line) => process.stdout.write(`${line}\n`));
await import(pathToFileURL(join(packageRoot, 'dist/server/main.js')).href);
