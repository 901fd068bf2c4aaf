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

const ofPages: Plugin['apply'] = (_config, { command, isSsrBuild }) => command === 'build' && !isSsrBuild;

interface SyntaxNode {
  type: string;
  start: number;
  end: number;
}
/** What is looked at of a call, and of a property of an object. */
interface Parts {
  callee?: { object?: SyntaxNode; property?: { name?: string } };
  key?: { name?: string };
  value?: SyntaxNode;
}
const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value;

function* nodesIn(node: SyntaxNode): Generator<SyntaxNode & Record<string, unknown>> {
  yield node as SyntaxNode & Record<string, unknown>;
  for (const value of Object.values(node).flat()) if (isNode(value)) yield* nodesIn(value);
}

/** What the contract says to the readers of its OpenAPI page, which no other page shows (2 KB of the first load). */
const withoutDescriptions: Plugin = {
  name: 'without-descriptions',
  apply: ofPages,
  transform: {
    filter: { id: /\/src\/contract\/.*\.ts$/ },
    handler(code) {
      const cuts: { from: number; to: number; by: string }[] = [];
      for (const node of nodesIn(this.parse(code) as SyntaxNode)) {
        const { callee, key, value } = node as Parts;
        if (callee?.property?.name === 'meta' && callee.object)
          cuts.push({ from: callee.object.end, to: node.end, by: '' });
        if (node.type === 'Property' && key?.name === 'summary' && value)
          cuts.push({ from: value.start, to: value.end, by: "''" });
      }
      return cuts
        .sort((one, other) => other.from - one.from)
        .reduce((rest, { from, to, by }) => rest.slice(0, from) + by + rest.slice(to), code);
    },
  },
};

/** A page makes no JSON Schemas; zod would bring what makes them along with each schema (2 KB of the first load). */
const withoutJsonSchemas: Plugin = {
  name: 'without-json-schemas',
  apply: ofPages,
  load(id) {
    if (!id.endsWith('/zod/v4/core/to-json-schema.js')) return undefined;
    return `const unavailable = () => () => { throw new Error('JSON Schemas are not made in the browser'); };
export { unavailable as createToJSONSchemaMethod, unavailable as createStandardJSONSchemaMethod };
export const initializeContext = unavailable(), processSchema = initializeContext, process = initializeContext;
export const extractDefs = initializeContext, finalize = initializeContext, handleUnrepresentable = initializeContext;`;
  },
};

export default defineConfig({
  plugins: [react(), tailwindcss(), listedForWorker, withoutDescriptions, withoutJsonSchemas],
  build: {
    outDir: 'dist/client',
    emptyOutDir: true,
    // Every browser that the desk is for reads ahead by itself.
    modulePreload: { polyfill: false },
    // The editor; what is loaded first is held to its size by e2e/first-load.spec.ts.
    chunkSizeWarningLimit: 800,
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
