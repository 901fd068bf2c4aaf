import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getDeskConversation } from '#contract/desk/conversation.ts';
import { getSession } from '#contract/desk/session.ts';
import { createLog } from '../log.ts';
import { openTestDesk, type TestDesk } from '../test-desk.ts';
import { type ApiDocument, type HostileRequest, requestsOf } from './test-requests.ts';

/** Requests in all, on each store; `FUZZ_REQUESTS` asks for more. */
const wanted = Number(process.env.FUZZ_REQUESTS || 10_000);
/** MiB that the process may have grown by at the end. */
const mostGrown = 500;

let desk: TestDesk;
let document: ApiDocument;
const errors: string[] = [];
beforeAll(async () => {
  const log = createLog('error', { write: (line) => errors.push(line) });
  desk = await openTestDesk({ sendHoldSeconds: 600, log });
  document = await (await desk.send('/api/openapi.json')).json();
});
afterAll(() => desk.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({ path, method })),
  );

test('every address of the API is described, so that none is left out here', () => {
  const described = operations().map(
    ({ path, method }) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
  );
  const served = desk.routes
    .filter(
      ({ method, path }) =>
        method !== 'ALL' && path.startsWith('/api/') && !/^\/api\/(docs|openapi)/.test(path),
    )
    .map(({ method, path }) => `${method} ${path}`);
  expect([...new Set(served)].sort()).toEqual([...described].sort());
});

async function things() {
  const us = await desk.organization();
  const conversation_id = await desk.conversation(us.id);
  const { body } = await desk.save(us, conversation_id, {});
  const admin = await desk.person(us.id, 'admin');
  const open = await desk.call(getDeskConversation, { params: { conversation_id }, as: admin });
  const given: Record<string, string> = {
    organization_id: us.id,
    conversation_id,
    contact_id: open.body.contact.contact_id,
    response_id: body.response_id,
    revision: open.body.reply?.revision ?? '',
    tab: 'review',
  };
  return { us, given };
}

async function ask(method: string, request: HostileRequest, as: Record<string, string>) {
  const headers = new Headers(as);
  for (const [name, value] of request.headers) headers.append(name, value);
  const response = await desk.send(request.path, {
    method: method.toUpperCase(),
    headers,
    ...(request.body === null || method === 'get' ? {} : { body: request.body as BodyInit }),
  });
  const isStream = response.headers.get('content-type')?.includes('event-stream') ?? false;
  const text = isStream ? '' : await response.text();
  if (isStream) await response.body?.cancel();
  return { status: response.status, text };
}

test('no request makes the desk fail, and each refusal says why', { timeout: 900_000 }, async (context) => {
  const all = operations();
  const { us, given } = await things();
  const statuses = new Map<number, number>();
  const wrong: unknown[] = [];
  const { seed = Date.now() % 2 ** 31 } = fc.readConfigureGlobal();
  const numRuns = Math.ceil(wanted / all.length);
  let person = await desk.person(us.id, 'admin');
  const before = process.memoryUsage().rss;
  for (const { path, method } of all) {
    const { status } = await desk.call(getSession, { as: person });
    if (status !== 200) person = await desk.person(us.id, 'admin');
    const callers = [person, person, person, { 'x-api-key': us.key }, { 'x-api-key': us.key }, {}];
    const calls = fc.tuple(requestsOf(document, method, path, given), fc.constantFrom(...callers));
    for (const [request, as] of fc.sample(calls, { numRuns, seed })) {
      const { status, text } = await ask(method, request, as as Record<string, string>);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status >= 500 || (status >= 400 && !detailOf(text)))
        wrong.push({ seed, method, request, status, text });
    }
  }
  const grown = Math.round((process.memoryUsage().rss - before) / 1024 / 1024);
  const sum = [...statuses.values()].reduce((total, n) => total + n, 0);
  const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`);
  await context.annotate(`${sum} requests (${counts.join(', ')}), seed ${seed}, ${grown} MiB more`);
  expect(wrong.slice(0, 10)).toEqual([]);
  expect(errors).toEqual([]);
  expect(sum).toBeGreaterThanOrEqual(wanted);
  expect(grown).toBeLessThan(mostGrown);
  // It was not refused all the time: much of it reached the store.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(wanted / 20);
  const admin = await desk.person(us.id, 'admin');
  expect((await desk.call(getSession, { as: admin })).status).toBe(200);
});

function detailOf(text: string): string | undefined {
  try {
    const { detail } = JSON.parse(text) as { detail: unknown };
    return typeof detail === 'string' ? detail : undefined;
  } catch {
    return undefined;
  }
}
