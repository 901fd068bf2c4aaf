// Plain JavaScript for the same reason as build-stamp.mjs.
import { isBuilt } from './build-stamp.mjs';

process.env.NODE_ENV ??= 'production';
if (!isBuilt('client') || !isBuilt('server')) {
  const { register } = await import('tsx/esm/api');
  const unregister = register();
  const { buildWhatChanged } = await import('./build.ts');
  await buildWhatChanged((line) => process.stdout.write(`${line}\n`));
  await unregister();
}
await import(new URL('../../dist/server/main.js', import.meta.url).href);
