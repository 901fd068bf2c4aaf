import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../store/database.ts';
import { organization } from '../store/schema.ts';
import { runImport } from './import-command.ts';
import { resolveImportTarget } from './import-target.ts';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
let dataDir: string;
let server: Server | undefined;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'countersign-import-'));
});
afterEach(async () => {
  server?.close();
  server = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

async function run(...argv: string[]) {
  const lines: string[] = [];
  const code = await runImport(argv, { DATA_DIR: dataDir }, { write: (text) => lines.push(text) });
  return { code, output: lines.join('').trimEnd().split('\n') };
}

async function organizations(...ids: string[]) {
  const store = await openStore({ folder: join(dataDir, 'store') });
  for (const id of ids) {
    await store.db.insert(organization).values({ id, name: id, sendingAddress: `sales@${id}.test` });
  }
  await store.close();
}

/** A desk that answers every import with one message, and remembers what it was sent. */
async function runningDesk(status = 200) {
  const requests: { url: string | undefined; authorization: string | undefined; names: string[] }[] = [];
  server = createServer(async (request, answer) => {
    if (request.url === '/healthz') return void answer.end('ok');
    let body = '';
    for await (const chunk of request) body += chunk;
    const names = [...body.matchAll(/name="file"; filename="([^"]*)"/g)].map(
      ([, name]) => name?.split('/').at(-1) ?? '',
    );
    requests.push({ url: request.url, authorization: request.headers.authorization, names });
    const report = { imported: names.length, skipped: 0, conversations: ['cnv_1'], failed: [] };
    answer.writeHead(status, { 'content-type': 'application/json' });
    answer.end(JSON.stringify(status === 200 ? report : { detail: 'Invalid token' }));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(join(dataDir, 'server.json'), JSON.stringify({ url, pid: process.pid, token: 'secret' }));
  return { url, requests };
}

test('without a running desk mail goes into the store, of several organisations into the named one', async () => {
  await organizations('acme');
  const missing = join(dataDir, 'missing.eml');
  const { code, output } = await run(join(fixtures, 'three.mbox'), missing, join(fixtures, 'crlf.eml'));
  expect(output.at(-2)).toMatch(/missing\.eml: It could not be read: ENOENT/);
  expect(output.at(-1)).toBe(
    'Imported 4 messages into 4 conversations, 0 already there, 1 file could not be read',
  );
  expect(code).toBe(1);

  await organizations('other');
  const unnamed = await run(join(fixtures, 'crlf.eml'));
  expect(unnamed.code).toBe(1);
  expect(unnamed.output.join(' ')).toMatch(/--organization ID: +acme +acme +other/);
  expect(await run('--organization', 'acme', join(fixtures, 'three.mbox'))).toEqual({
    code: 0,
    output: ['Imported 0 messages, 3 already there'],
  });
});

test('a running desk is sent every message of a folder, with its token', async () => {
  const { requests } = await runningDesk();
  const { code, output } = await run(fixtures);
  expect(code).toBe(0);
  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({ url: '/api/desk/import', authorization: 'Bearer secret' });
  expect(requests[0]?.names).toContain('three.mbox (message 3)');
  expect(requests[0]?.names).toContain('thread-1.eml');
  expect(output.at(-1)).toMatch(/^Imported 18 messages into 1 conversation, 0 already there$/);
});

test('what a desk refuses is said', async () => {
  await runningDesk(401);
  const { code, output } = await run(join(fixtures, 'crlf.eml'));
  expect(code).toBe(1);
  expect(output.join('')).toMatch(/answered 401: Invalid token/);
});

test('a desk that is gone is not waited for', async () => {
  const { url } = await runningDesk();
  expect(await resolveImportTarget({ dataDir })).toEqual({ url, token: 'secret' });
  await new Promise((resolve) => server?.close(resolve));
  expect(await resolveImportTarget({ dataDir })).toBe('store');
  await writeFile(join(dataDir, 'server.json'), 'half a fi');
  expect(await resolveImportTarget({ dataDir })).toBe('store');
});

test('without files it says how it is used', async () => {
  expect(await run()).toMatchObject({
    code: 1,
    output: [expect.stringContaining('Usage: npm run import'), expect.anything()],
  });
});
