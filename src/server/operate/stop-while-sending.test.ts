import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../eventually-for-tests.ts';
import { type Script, type ScriptedServer, scriptedServer, silence } from '../delivery/test-mail-server.ts';
import { type DeskProcess, startProcess } from './test-process.ts';

let dataDir: string;
let script: Script;
let server: ScriptedServer;
let desk: DeskProcess;
let draftsOf: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'countersign-stop-'));
  script = {};
  server = await scriptedServer(script);
  desk = await start();
  const { data } = await (await ask('/organizations')).json();
  const organization = `/organizations/${data[0].organization_id}`;
  const conversations = await (await ask(`${organization}/conversations?limit=1`)).json();
  draftsOf = `${organization}/conversations/${conversations.data[0].conversation_id}`;
});
afterEach(async () => {
  if (desk.process.exitCode === null) desk.process.kill('SIGKILL');
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const start = () =>
  startProcess({
    DATA_DIR: dataDir,
    SEND_HOLD_SECONDS: '0',
    SMTP_URL: `smtp://127.0.0.1:${server.port}`,
  });
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${desk.url}/api/v2${path}`, { ...init, headers: { 'X-API-KEY': 'demo-key' } });
const send = () =>
  ask(`${draftsOf}/response-drafts`, {
    method: 'POST',
    body: JSON.stringify({ body_html: '<p>While it stops</p>', autosend_draft: true }),
  });
const sent = async () => {
  const { data } = await (await ask(`${draftsOf}/messages`)).json();
  return data.filter(({ content }: { content: string }) => content.includes('While it stops'));
};
const copies = () => server.heard().split('While it stops</p>').length - 1;

test('told to stop while a mail server takes a mail, a desk waits for its answer, and the next one knows', async () => {
  script['.'] = silence;
  expect((await send()).status).toBeLessThan(300);
  await eventually(() => expect(server.heard()).toMatch(/While it stops<\/p>[\s\S]*\r\n\.\r\n/));
  desk.process.kill('SIGTERM');
  // By then all that is left to wait for is the mail.
  await eventually(() => expect(fetch(`${desk.url}/readyz`)).rejects.toThrow());
  server.say('250 taken');
  expect(await desk.exited).toBe(0);
  expect(await readdir(join(dataDir, 'departures'))).toEqual([]);
  desk = await start();
  expect(await sent()).toHaveLength(1);
  expect(copies()).toBe(1);
});

test('told to stop while a mail server is silent, a desk exits, and the next one sends the mail', async () => {
  script.MAIL = silence;
  expect((await send()).status).toBeLessThan(300);
  await eventually(() => expect(server.heard()).toContain('MAIL FROM'));
  const told = performance.now();
  desk.process.kill('SIGTERM');
  expect(await desk.exited).toBe(0);
  expect(performance.now() - told).toBeLessThan(20_000);
  delete script.MAIL;
  desk = await start();
  await eventually(async () => expect(await sent()).toHaveLength(1));
  expect(copies()).toBe(1);
});
