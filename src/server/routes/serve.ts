import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Endpoint } from '#contract/endpoint.ts';
import { errorAnswer } from '#contract/errors.ts';
import { ApiError, invalidOrganization } from '../errors.ts';
import { type Access, type Caller, identify, refuseCrossSite } from '../session/caller.ts';
import { clientAddress } from './client-address.ts';
import { readJson } from './read-json.ts';
import type { RouteTools } from './tools.ts';

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/** A request that has been validated: what a handler gets. */
export interface Received<E extends Endpoint, A extends Access> {
  params: Output<E['params']>;
  query: Output<E['query']>;
  headers: Output<E['headers']>;
  body: Output<E['body']>;
  caller: A extends 'public' ? null : A extends 'caller' ? Caller : Extract<Caller, { kind: 'person' }>;
  request: Request;
  /** The network address that it comes from. */
  address: string;
  /** Adds a header to the answer. */
  setHeader(name: string, value: string): void;
}

export type Handler<E extends Endpoint, A extends Access> = (
  received: Received<E, A>,
) => Promise<z.input<E['answer']>>;

/** What of a call is not JSON. */
interface Files {
  /** The parts of its upload. */
  form?: z.ZodObject;
  /** The media type of its upload, when that is one file. */
  upload?: string;
  /** The media type of its answer. */
  download?: string;
}

export interface ServedFile {
  /** Its media type. */
  type: string;
  name: string;
  content: ReadableStream<Uint8Array>;
}

const bytes = { type: 'string', format: 'binary' } as const;

/** Serves endpoints of the contract below `/api`, and keeps their OpenAPI description. */
export class Router {
  readonly hono = new OpenAPIHono();
  readonly table: { endpoint: Endpoint; access: Access }[] = [];
  readonly #tools: RouteTools;

  constructor(tools: RouteTools) {
    this.#tools = tools;
  }

  /** Parse, authorise, call, present; what the handler throws leaves through the app's one exit for errors. */
  serve<const E extends Endpoint, A extends Access>(endpoint: E, access: A, handler: Handler<E, A>): void {
    this.describe(endpoint, access);
    this.#on(endpoint, access, async (c, received: Received<E, A>) => {
      const answer = await handler(received);
      return endpoint.status === 204 ? c.body(null, 204) : c.json(answer as object, endpoint.status);
    });
  }

  /** As above, for what is answered with a file. */
  serveFile<const E extends Endpoint, A extends Access>(
    endpoint: E,
    access: A,
    handler: (received: Received<E, A>) => Promise<ServedFile>,
  ): void {
    this.describe(endpoint, access, { download: '*/*' });
    this.#on(endpoint, access, async (c, received: Received<E, A>) => {
      const { type, name, content } = await handler(received);
      return c.body(content, 200, {
        'Content-Type': type,
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      });
    });
  }

  #on<E extends Endpoint, A extends Access>(
    endpoint: E,
    access: A,
    respond: (c: Context, received: Received<E, A>) => Promise<Response>,
  ): void {
    this.hono.on(endpoint.method, honoPath(endpoint.path), async (c) => {
      c.header('Cache-Control', 'no-store');
      const caller = await this.#admit(c, access);
      const received = {
        params: check(endpoint.params, c.req.param(), ''),
        query: check(endpoint.query, c.req.query(), ''),
        headers: check(endpoint.headers, c.req.header(), ''),
        body: endpoint.body ? check(endpoint.body, await readJson(c.req.raw), 'body') : undefined,
        caller,
        request: c.req.raw,
        address: clientAddress(c, this.#tools.trustedProxies ?? 0),
        setHeader: (name: string, value: string) => {
          c.header(name, value, { append: name.toLowerCase() === 'set-cookie' });
          // A compressed answer could keep its ETag only as a weak one, which If-Match never matches.
          if (name === 'ETag') c.header('Cache-Control', 'no-store, no-transform');
        },
      };
      return respond(c, received as Received<E, A>);
    });
  }

  /** Lists an endpoint in the table of routes and in the OpenAPI document. */
  describe(endpoint: Endpoint, access: Access, { form, upload, download }: Files = {}): void {
    this.table.push({ endpoint, access });
    const error = {
      description: 'What went wrong',
      content: { 'application/json': { schema: errorAnswer } },
    };
    const success =
      endpoint.status === 204
        ? { description: 'Done' }
        : {
            description: 'Success',
            content: { [download ?? 'application/json']: { schema: endpoint.answer } },
          };
    const { params, query, headers, body } = endpoint;
    this.hono.openAPIRegistry.registerPath({
      method: endpoint.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete',
      path: `/api${endpoint.path}`,
      summary: endpoint.summary,
      tags: [endpoint.tag],
      security:
        access === 'public'
          ? []
          : access === 'caller'
            ? [{ apiKey: [] }, { session: [] }]
            : [{ session: [] }],
      request: {
        ...(params && { params }),
        ...(query && { query }),
        ...(headers && { headers }),
        ...(body && { body: { required: true, content: { 'application/json': { schema: body } } } }),
        ...(form && { body: { required: true, content: { 'multipart/form-data': { schema: form } } } }),
        ...(upload && { body: { required: true, content: { [upload]: { schema: bytes } } } }),
      },
      responses: { [endpoint.status]: success, '4XX': error },
    });
  }

  async #admit(c: Context, access: Access): Promise<Caller | null> {
    if (access === 'public') {
      refuseCrossSite(c.req.raw, this.#tools.origins);
      return null;
    }
    const caller = await identify(this.#tools, c.req.raw, access, (cookie) =>
      c.header('Set-Cookie', cookie, { append: true }),
    );
    const organizationId = c.req.param('organization_id');
    if (organizationId !== undefined && organizationId !== caller.organizationId) throw invalidOrganization();
    return caller;
  }
}

const honoPath = (path: string) => `/api${path.replace(/\{(\w+)\}/g, ':$1')}`;

function check(schema: z.ZodType | undefined, value: unknown, whole: string): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new ApiError(422, sentenceOf(parsed.error.issues[0], whole));
}

/** The first thing that is wrong, as one sentence: `cc_emails[1]: expected string, received number`. */
function sentenceOf(issue: z.core.$ZodIssue | undefined, whole: string): string {
  const path = (issue?.path ?? []).reduce<string>(
    (so, key) =>
      typeof key === 'number' ? `${so}[${key}]` : so === '' ? String(key) : `${so}.${String(key)}`,
    '',
  );
  const message = (issue?.message ?? 'is invalid')
    .replace(/^Invalid input: /, '')
    .replace(/^.*received undefined$/, 'is required');
  return `${path || whole || 'request'}: ${message}`;
}
