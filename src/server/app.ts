import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { compress } from 'hono/compress';
import { matchedRoutes } from 'hono/route';
import type { Logger } from 'pino';
import { sentence } from '#contract/errors.ts';
import { ApiError } from './errors.ts';
import { type Backup, notEmbedded, streamBackup } from './operate/backup.ts';
import type { Metrics } from './operate/metrics.ts';
import { contactRoutes } from './routes/contacts.ts';
import { conversationRoutes } from './routes/conversations.ts';
import { apiKeyRoutes } from './routes/desk/api-keys.ts';
import { attachmentRoutes } from './routes/desk/attachments.ts';
import { checkRoutes } from './routes/desk/checks.ts';
import { deskConversationRoutes } from './routes/desk/conversation.ts';
import { decisionRoutes } from './routes/desk/decisions.ts';
import { historyRoutes } from './routes/desk/history.ts';
import { importRoutes } from './routes/desk/import.ts';
import { inlineImageRoutes } from './routes/desk/inline-images.ts';
import { liveRoutes } from './routes/desk/live.ts';
import { newsRoutes } from './routes/desk/news.ts';
import { policyRoutes } from './routes/desk/policy.ts';
import { queueRoutes } from './routes/desk/queue.ts';
import { sessionRoutes } from './routes/desk/session.ts';
import { signatureRoutes } from './routes/desk/signatures.ts';
import { docsRoutes } from './routes/docs.ts';
import { messageDraftRoutes } from './routes/message-drafts.ts';
import { organizationRoutes } from './routes/organizations.ts';
import { pageRoutes } from './routes/pages.ts';
import { responseDraftRoutes } from './routes/response-drafts.ts';
import { Router } from './routes/serve.ts';
import type { RouteTools } from './routes/tools.ts';
import { securityHeaders } from './security-headers.ts';
import { isOperator } from './session/operator.ts';
import { isReachable } from './store/database.ts';

export interface AppTools extends RouteTools {
  log: Logger;
  /** Folder of the built browser app; null while a development server serves it. */
  clientFolder: string | null;
  isDraining(): boolean;
  /** Writes a backup into a folder of its own; null where the store is not embedded. */
  backup?: Backup | null;
  /** Null or absent: `/metrics` is not there. */
  metrics?: { token: string; of: Metrics } | null;
}

/** An id of the caller's that is short, and harmless in a line of a log. */
const saneId = /^[\w.-]{8,128}$/;

type Variables = { Variables: { requestId: string } };

/** Milliseconds. */
const mostWait = 2000;

/** The address as it was declared, since one with ids in it would be another one each time. */
const routeOf = (c: Context) =>
  matchedRoutes(c).findLast(({ method, path }) => method !== 'ALL' && !path.endsWith('*'))?.path ?? 'other';

/** The whole desk as one HTTP application: API, its documentation, health, and the pages. */
export function createApp(tools: AppTools): Hono<Variables> {
  const { log, metrics } = tools;
  const app = new Hono<Variables>();

  app.use(async (c, next) => {
    const given = c.req.header('x-request-id') ?? '';
    const requestId = saneId.test(given) ? given : randomUUID();
    c.set('requestId', requestId);
    const began = performance.now();
    await next();
    // By `c.header` the answer would be made again, and its body become a stream.
    c.res.headers.set('X-Request-Id', requestId);
    const seconds = (performance.now() - began) / 1000;
    metrics?.of.request({ method: c.req.method, route: routeOf(c), status: c.res.status, seconds });
    log.debug(
      {
        requestId,
        method: c.req.method,
        path: c.req.path,
        status: c.res.status,
        ms: Math.round(seconds * 1000),
      },
      'request',
    );
  });
  app.use(securityHeaders([...tools.origins].some((origin) => origin.startsWith('https:'))));
  app.use(compress());

  app.get('/healthz', (c) => c.json({ ok: true }));
  app.get('/readyz', async (c) => {
    const problem = tools.isDraining()
      ? 'The desk is stopping.'
      : (await isReachable(tools.db, mostWait))
        ? null
        : 'The database does not answer.';
    return problem ? c.json({ detail: problem }, 503) : c.json({ ok: true });
  });
  app.get('/metrics', async (c) => {
    if (!metrics) throw new ApiError(404, 'There are no metrics: set METRICS_TOKEN to have them.');
    if (!isOperator(metrics.token, c.req.raw)) {
      throw new ApiError(401, 'Metrics are for whoever knows METRICS_TOKEN: send it as a bearer token.', {
        'WWW-Authenticate': 'Bearer',
      });
    }
    const { type, text } = await metrics.of.render();
    return c.body(text, 200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  });

  app.post('/operate/backup', async (c) => {
    if (!isOperator(tools.operatorToken, c.req.raw)) throw new ApiError(401, 'This is for `npm run backup`.');
    if (!tools.backup) throw new ApiError(409, notEmbedded);
    const headers = { 'Content-Type': 'application/gzip', 'Cache-Control': 'no-store, no-transform' };
    return c.body(await streamBackup(tools.backup), 200, headers);
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
  decisionRoutes(router, tools);
  policyRoutes(router, tools);
  apiKeyRoutes(router, tools);
  checkRoutes(router, tools);
  historyRoutes(router, tools);
  liveRoutes(router, tools);
  newsRoutes(router, tools);
  attachmentRoutes(router, tools);
  importRoutes(router, tools);
  signatureRoutes(router, tools);
  inlineImageRoutes(router, tools);
  docsRoutes(router);
  app.route('/', router.hono);

  app.all('/api/*', (c) => {
    throw new ApiError(404, `There is no ${c.req.method} ${c.req.path}: /api/docs lists what there is.`);
  });
  if (tools.clientFolder) pageRoutes(app, tools.clientFolder);
  app.notFound((c) => c.json({ detail: `There is no ${c.req.method} ${c.req.path}.` }, 404));

  app.onError((error, c) => {
    if (error instanceof ApiError)
      return c.json({ detail: error.message }, error.status as 400, error.headers);
    log.error(
      { err: error, requestId: c.get('requestId'), method: c.req.method, path: c.req.path },
      'request failed',
    );
    return c.json({ detail: sentence.internal }, 500);
  });
  return app;
}
