import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Router } from './serve.ts';

const assets: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Countersign API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<main id="docs"></main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#docs', deepLinking: true, tryItOutEnabled: true });\n`;

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
  hono.get('/api/docs/start.js', (c) =>
    c.body(start, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  );
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  for (const [name, type] of Object.entries(assets)) {
    hono.get(`/api/docs/${name}`, async (c) =>
      c.body(await readFile(join(folder, name)), 200, { 'Content-Type': type }),
    );
  }
}
