import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Router } from './serve.ts';

const require = createRequire(import.meta.url);
const swagger = dirname(require.resolve('swagger-ui-dist/package.json'));
const purify = dirname(require.resolve('dompurify'));
const script = 'text/javascript; charset=utf-8';

const assets = [
  { name: 'swagger-ui.css', folder: swagger, type: 'text/css; charset=utf-8' },
  { name: 'swagger-ui-bundle.js', folder: swagger, type: script },
  { name: 'purify.min.js', folder: purify, type: script },
];

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Countersign API</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<main id="docs"></main>
<script src="/api/docs/purify.min.js" data-tt-policy-suffix="docs"></script>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

// Swagger UI writes HTML as strings, which the content security policy lets pass through a default policy alone.
const start = `globalThis.trustedTypes?.createPolicy('default', { createHTML: (html) => DOMPurify.sanitize(html) });
SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, tryItOutEnabled: true });\n`;

/** The OpenAPI document of all endpoints that `router` serves, and a page to read it. */
export function docsRoutes(router: Router): void {
  const { hono } = router;
  hono.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'apiKey',
    in: 'header',
    name: 'X-API-KEY',
  });
  hono.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'countersign.session_token',
  });
  hono.get('/api/openapi.json', (c) =>
    c.json(
      hono.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Countersign',
          version: '2',
          description: 'The HyperRep v2 API (`/api/v2`) and what the desk adds to it (`/api/desk`).',
        },
      }),
    ),
  );
  hono.get('/api/docs', (c) => c.html(page));
  hono.get('/api/docs/start.js', (c) => c.body(start, 200, { 'Content-Type': script }));
  for (const { name, folder, type } of assets) {
    hono.get(`/api/docs/${name}`, async (c) =>
      c.body(await readFile(join(folder, name)), 200, { 'Content-Type': type }),
    );
  }
}
