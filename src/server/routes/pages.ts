import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Env, Hono } from 'hono';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

/** Serves the built browser app; an address that is no file of it is a page of the app, which routes by itself. */
export function pageRoutes<E extends Env>(app: Hono<E>, folder: string): void {
  app.get('*', async (c) => {
    const { pathname } = new URL(c.req.url);
    const type = types[extname(pathname)];
    if (type && !pathname.includes('..') && !pathname.includes('%')) {
      const file = await readFile(join(folder, pathname)).catch(() => null);
      if (!file) return c.json({ detail: `There is no file ${pathname}.` }, 404);
      // Names of built files hold a hash of their content.
      const lasts = pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      return c.body(file, 200, { 'Content-Type': type, 'Cache-Control': lasts });
    }
    const page = await readFile(join(folder, 'index.html'));
    return c.body(page, 200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-cache' });
  });
}
