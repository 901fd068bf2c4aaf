import { createHash } from 'node:crypto';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const worker = 'service-worker.js';
/** Letters that few replies need are kept once they were shown. */
const isLoadedWhenNeeded = (file: string) => /\.woff2$/.test(file) && !/-latin-wght/.test(file);

/** Tells the service worker of which files the desk is made. */
const listedForWorker: Plugin = {
  name: 'listed-for-worker',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const script = bundle[worker];
      const page = bundle['index.html'];
      if (script?.type !== 'chunk' || page?.type !== 'asset')
        throw new Error('The build has no worker or no page');
      const files = Object.keys(bundle)
        .filter((file) => file.startsWith('assets/') && !isLoadedWhenNeeded(file))
        .sort()
        .map((file) => `/${file}`);
      const hash = createHash('sha256').update(files.join('\n')).update(page.source).update(script.code);
      const listed = { version: hash.digest('hex').slice(0, 12), files: [...files, '/favicon.svg'] };
      script.code = script.code.replaceAll('__DESK__', JSON.stringify(listed));
    },
  },
};

/** A page makes no JSON Schemas; zod would bring what makes them along with each schema (2 KB of the first load). */
const withoutJsonSchemas: Plugin = {
  name: 'without-json-schemas',
  apply: (_config, { command, isSsrBuild }) => command === 'build' && !isSsrBuild,
  load(id) {
    if (!id.endsWith('/zod/v4/core/to-json-schema.js')) return undefined;
    return `const unavailable = () => () => { throw new Error('JSON Schemas are not made in the browser'); };
export { unavailable as createToJSONSchemaMethod, unavailable as createStandardJSONSchemaMethod };
export const initializeContext = unavailable(), processSchema = initializeContext, process = initializeContext;
export const extractDefs = initializeContext, finalize = initializeContext, handleUnrepresentable = initializeContext;`;
  },
};

export default defineConfig({
  plugins: [react(), tailwindcss(), listedForWorker, withoutJsonSchemas],
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    rolldownOptions: {
      input: ['index.html', 'src/service-worker/service-worker.ts'],
      output: {
        entryFileNames: ({ name }) => (name === 'service-worker' ? worker : 'assets/[name]-[hash].js'),
        // Whatever chunk needs zod gets it with its settings: a schema that is made before them compiles code. Listeners are
        // too small for a file of their own, and wanted by nobody who does without zod.
        codeSplitting: {
          groups: [{ name: 'zod', test: /node_modules\/zod\/|\/lib\/(?:without-eval|listeners)\.ts/ }],
        },
      },
    },
  },
});
