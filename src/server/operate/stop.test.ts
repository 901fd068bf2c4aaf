import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskProcess, startProcess } from './test-process.ts';

let dataDir: string;
let desk: DeskProcess;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'countersign-stop-'));
  desk = await startProcess({ DATA_DIR: dataDir });
});
afterAll(async () => {
  if (desk.process.exitCode === null) desk.process.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

const agent = new Agent({ keepAlive: true });
function ask(path: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port: desk.port, path, agent }, (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode, text }));
    });
    outgoing.on('error', reject).end();
  });
}

test('told to stop, a desk says that it is leaving, ends its streams, finishes what is in hand, and exits 0', async () => {
  const { url, port } = desk;
  const signedIn = await fetch(`${url}/api/desk/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ email: 'rep@acme.test', password: 'demo-password' }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const stream = await fetch(`${url}/api/desk/events`, { headers: { cookie } });
  const ended = stream.text();

  // A request of which half has come: the desk has it in hand.
  const organizations = await (await fetch(`${url}/api/v2/organizations`, { headers: { cookie } })).json();
  const id = organizations.data[0].organization_id;
  const body = JSON.stringify({ name: 'Half a request' });
  const slow = connect({ port });
  slow.write(
    `POST /api/v2/organizations/${id}/contacts HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX-API-KEY: demo-key\r\nExpect: 100-continue\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  let answer = '';
  slow.on('data', (chunk) => {
    answer += chunk;
  });
  await once(slow, 'data');
  slow.write(body.slice(0, 5));
  expect((await ask('/readyz')).status).toBe(200);

  desk.process.kill('SIGTERM');
  expect(await ended).toContain(':');
  const { status, text } = await ask('/readyz');
  expect([status, JSON.parse(text).detail]).toEqual([503, 'The desk is stopping.']);
  slow.write(body.slice(5));
  await once(slow, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 100 [\s\S]*HTTP\/1\.1 20[01] /);
  expect(answer).toContain('Half a request');

  expect(await desk.exited).toBe(0);
  expect(await readdir(dataDir)).not.toContain('server.json');
});
