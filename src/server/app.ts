import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import { sentence } from '#contract/errors.ts';
import { ApiError } from './errors.ts';
import { contactRoutes } from './routes/contacts.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { attachmentRoutes } from './routes/desk/attachments.ts';
import { deskConversationRoutes } from './routes/desk/conversation.ts';
import { importRoutes } from './routes/desk/import.ts';
import { queueRoutes } from './routes/desk/queue.ts';
import { sessionRoutes } from './routes/desk/session.ts';
import { docsRoutes } from './routes/docs.ts';
import { messageDraftRoutes } from './routes/message-drafts.ts';
import { organizationRoutes } from './routes/organizations.ts';
import { pageRoutes } from './routes/pages.ts';
import { responseDraftRoutes } from './routes/response-drafts.ts';
import { Router } from './routes/serve.ts';
import type { RouteTools } from './routes/tools.ts';
import { isReachable } from './store/database.ts';

export interface AppTools extends RouteTools {
  log: Logger;
  /** Folder of the built browser app; null while a development server serves it. */
  clientFolder: string | null;
  isDraining(): boolean;
}

type Variables = { Variables: { requestId: string } };

/** The whole desk as one HTTP application: API, its documentation, health, and the pages. */
export function createApp(tools: AppTools): Hono<Variables> {
  const { log } = tools;
  const app = new Hono<Variables>();

  app.use(async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    const began = performance.now();
    await next();
    c.header('X-Request-Id', requestId);
    if (c.req.path.startsWith('/api/desk/attachments/')) {
      c.header('Content-Security-Policy', "sandbox; default-src 'none'");
    }
    log.debug(
      {
        requestId,
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        ms: Math.round(performance.now() - began),
      },
      'request',
    );
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // Mail is styled inline; styles of a message act inside its own frame or box alone.
        styleSrc: ["'self'", "'unsafe-inline'"],
        // Pictures of a message load only after somebody asked for them (src/mail/remote-images.ts).
        imgSrc: ["'self'", 'data:', 'blob:', 'http:', 'https:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      strictTransportSecurity: false,
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
    }),
  );
  app.use(
    '/api/*',
    bodyLimit({
      maxSize: 64 * 1024 * 1024,
      onError: () => {
        throw new ApiError(413, 'The body is longer than the 64 MiB that are allowed.');
      },
    }),
  );
  app.use(compress());

  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const ready = !tools.isDraining() && (await isReachable(tools.db));
    return c.json({ ok: ready }, ready ? 200 : 503);
  });

  const router = new Router(tools);
  organizationRoutes(router, tools);
  contactRoutes(router, tools);
  conversationRoutes(router, tools);
  responseDraftRoutes(router, tools);
  messageDraftRoutes(router, tools);
  sessionRoutes(router, tools);
  queueRoutes(router, tools);
  deskConversationRoutes(router, tools);
  attachmentRoutes(router, tools);
  importRoutes(router, tools);
  docsRoutes(router);
  app.route('/', router.hono);

  app.all('/api/*', (c) => {
    throw new ApiError(404, `There is no ${c.req.method} ${c.req.path}: /api/docs lists what there is.`);
  });
  if (tools.clientFolder) pageRoutes(app, tools.clientFolder);

  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json({ detail: error.message }, error.status as 400);
    log.error(
      { err: error, requestId: c.get('requestId'), method: c.req.method, path: c.req.path },
      'request failed',
    );
    return c.json({ detail: sentence.internal }, 500);
  });
  return app;
}
