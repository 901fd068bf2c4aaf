import { once } from 'node:events';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from './test-server.ts';

let desk: TestServer;
beforeAll(async () => {
  desk = await openTestServer({
    limits: { headersTimeout: 300, requestTimeout: 600, checkEvery: 50, connections: 20 },
  });
});
afterAll(() => desk.close());

const statusOf = (answer: string) => Number(answer.match(/^HTTP\/1\.[01] (\d{3})/)?.[1] ?? 0);
/** Of the first answer: what follows a request may be taken for another one. */
const detailOf = (answer: string): unknown => {
  const [json = 'null'] = answer.match(/\{"detail":"(?:[^"\\]|\\.)*"\}/) ?? [];
  return (JSON.parse(json) as { detail: unknown } | null)?.detail;
};
const get = (path: string, ...headers: string[]) =>
  `GET ${path} HTTP/1.1\r\nHost: desk\r\nConnection: close\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`;

async function isWell() {
  expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
}

describe('what is too much is refused with a sentence, and the desk goes on', () => {
  test.each([
    ['headers of 20 KiB', get('/healthz', `X-Long: ${'x'.repeat(20 * 1024)}`), 431],
    ['a cookie of 20 KiB', get('/api/desk/session', `Cookie: a=${'x'.repeat(20 * 1024)}`), 431],
    ['an address of 20 KiB', get(`/api/${'x'.repeat(20 * 1024)}`), 431],
    ['101 headers', get('/healthz', ...Array.from({ length: 99 }, (_, n) => `X-${n}: 1`)), 431],
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['a broken header', get('/healthz', 'no colon here'), 400],
    ['two lengths', get('/healthz', 'Content-Length: 1', 'Content-Length: 2'), 400],
    ['a length and chunks', get('/healthz', 'Content-Length: 1', 'Transfer-Encoding: chunked'), 400],
    ['no host', 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a host that is none', 'GET /healthz HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['an expectation', get('/healthz', 'Expect: the impossible'), 417],
  ])('%s', async (_, bytes, status) => {
    const answer = await desk.raw(bytes);
    expect([statusOf(answer), typeof detailOf(answer)]).toEqual([status, 'string']);
    await isWell();
  });

  test('100 headers are fine', async () => {
    const bytes = get('/healthz', ...Array.from({ length: 98 }, (_, n) => `X-${n}: 1`));
    expect(statusOf(await desk.raw(bytes))).toBe(200);
  });

  test('a body that says it is too long is refused before it comes', async () => {
    const session = `POST /api/desk/sign-in HTTP/1.1\r\nHost: desk\r\n`;
    const answer = await desk.raw(`${session}Content-Length: 2000000\r\n\r\n{`, { keepOpen: true });
    expect([statusOf(answer), detailOf(answer)]).toEqual([
      413,
      'The body is longer than the 1 MiB that are allowed.',
    ]);
  });

  test('a body in chunks is refused once it is too long', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const session = `POST /api/desk/sign-in HTTP/1.1\r\nHost: desk\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const answer = await desk.raw(session + chunk.repeat(40), { keepOpen: true });
    expect([statusOf(answer), detailOf(answer)]).toEqual([
      413,
      'The body is longer than the 1 MiB that are allowed.',
    ]);
  });

  test('more connections than are allowed are closed, and are welcome again later', async () => {
    const sockets = Array.from({ length: 30 }, () => connect({ port: Number(new URL(desk.url).port) }));
    const closed = sockets.map((socket) => once(socket.on('error', () => {}).resume(), 'close'));
    // All of them end: ten at once, because there are too many, and the others because they ask for nothing.
    await Promise.all(closed);
    await isWell();
  });
});

describe('who is too slow', () => {
  test.each([
    ['with its headers', 'GET /healthz HTTP/1.1\r\nHost: desk\r\nX-Slow: '],
    [
      'with its body',
      'POST /api/desk/sign-in HTTP/1.1\r\nHost: desk\r\nContent-Length: 50\r\n\r\n{"email": ',
    ],
  ])('%s is told so, and the connection closed', async (_, bytes) => {
    const answer = await desk.raw(bytes, { keepOpen: true });
    expect([statusOf(answer) || 408]).toEqual([408]);
    await isWell();
  });

  test('a letter at a time helps nobody', async () => {
    const socket = connect({ port: Number(new URL(desk.url).port) });
    const began = performance.now();
    socket.write('GET /healthz HTTP/1.1\r\nHost: desk\r\n');
    let n = 0;
    const drip = setInterval(() => socket.write(`X-${n++}: 1\r\n`), 20);
    await once(socket.on('error', () => {}).resume(), 'close');
    clearInterval(drip);
    expect(performance.now() - began).toBeLessThan(20_000);
  });
});

describe('headers of any kind', () => {
  const bytes = fc
    .array(fc.integer({ min: 1, max: 255 }), { maxLength: 60 })
    .map((codes) => String.fromCharCode(...codes));
  const name = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.constantFrom('Host', 'Cookie', 'X-API-KEY', 'Authorization', 'Origin', 'Range'),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom('If-Match', 'Idempotency-Key', 'Last-Event-ID', 'X-Request-Id', 'Accept'),
    },
    {
      weight: 4,
      arbitrary: fc.constantFrom('Content-Length', 'Transfer-Encoding', 'Expect', 'Upgrade', 'Connection'),
    },
    { weight: 2, arbitrary: fc.constantFrom('Content-Type', 'X-Forwarded-For', 'Sec-Fetch-Site', 'TE') },
    { weight: 1, arbitrary: bytes },
  );
  const value = fc.oneof(
    bytes,
    fc.constantFrom('demo-key', 'chunked', '100-continue', 'websocket', 'close', 'Upgrade', '0', '-1', '5'),
    fc.constantFrom('countersign.session_token=a.b', '"\u0080"', '*', 'bytes=0-', '99999999999999999999', ''),
  );
  const target = fc.oneof(
    fc.constantFrom('/api/desk/welcome', '/api/desk/session', '/api/v2/organizations', '/api/desk/events'),
    fc.constantFrom('/api/desk/import', '/healthz', '/api/docs', '/', '*', '//', '/%', '/api/%00/..', '/\\'),
    fc.constantFrom(
      'http://other.example/api/desk/welcome',
      'http://',
      'https://[',
      'ftp://x/',
      'a:1',
      '/?%zz&a=1',
    ),
    bytes,
  );
  const method = fc.constantFrom(
    'GET',
    'POST',
    'PUT',
    'DELETE',
    'HEAD',
    'OPTIONS',
    'TRACE',
    'PATCH',
    'CONNECT',
    'X',
  );
  const request = fc.record({
    method,
    target,
    version: fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', ''),
    host: fc.boolean(),
    headers: fc.array(fc.tuple(name, value), { maxLength: 8 }),
    body: fc.oneof(fc.constant(''), fc.constant('{}'), bytes),
  });

  type Sent = typeof request extends fc.Arbitrary<infer One> ? One : never;
  const plain: Omit<Sent, 'target'> = {
    method: 'GET',
    version: 'HTTP/1.1',
    host: true,
    headers: [],
    body: '',
  };
  /** For each kind of answer one that has it, whatever comes by chance. */
  const sure = ['/healthz', '/api/desk/session', '/api/nothing', '//'].map((target): [Sent] => [
    { ...plain, target },
  ]);

  test('never make the desk fail', { timeout: 300_000 }, async (context) => {
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(request, async ({ method, target, version, host, headers, body }) => {
        const lines = headers.map(([key, given]) => `${key}: ${given}\r\n`).join('');
        const start = `${method} ${target} ${version}\r\n${host ? 'Host: desk\r\n' : ''}`;
        const answer = await desk.raw(Buffer.from(`${start}${lines}\r\n${body}`, 'latin1'));
        const status = statusOf(answer);
        seen.set(status, (seen.get(status) ?? 0) + 1);
        expect(status).toBeLessThan(500);
        if (status >= 400 && method !== 'HEAD') expect(typeof detailOf(answer)).toBe('string');
      }),
      { numRuns: 2000, examples: sure },
    );
    await context.annotate([...seen].map(([status, n]) => `${status}: ${n}`).join(', '));
    expect([...seen.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404]));
    await isWell();
  });
});
