import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../eventually-for-tests.ts';
import { createLog } from './log.ts';
import { openTestServer, type TestServer } from './test-server.ts';

const lines: string[] = [];
let desk: TestServer;
let mail: SMTPServer;
beforeAll(async () => {
  mail = new SMTPServer({
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) =>
      done(Object.assign(new Error('5.7.8 Authentication failed'), { responseCode: 535 })),
  });
  mail.on('error', () => {});
  mail.listen(0, '127.0.0.1');
  await once(mail.server, 'listening');
  const { port } = mail.server.address() as AddressInfo;
  desk = await openTestServer({
    log: createLog('debug', { write: (line) => lines.push(line) }),
    env: { SMTP_URL: `smtp://desk:smtp-pass-word@127.0.0.1:${port}`, METRICS_TOKEN: 'token-for-metrics' },
  });
});
afterAll(async () => {
  await desk.close();
  await new Promise<void>((resolve) => mail.close(resolve));
});

test('the log tells what happened, and no secret of anybody', async () => {
  const send = (path: string, init: RequestInit = {}) => fetch(`${desk.url}${path}`, init);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const key = { 'x-api-key': 'demo-key' };

  await post('/api/desk/sign-in', { email: 'rep@acme.test', password: 'a-wrong-password' });
  const signedIn = await post('/api/desk/sign-in', { email: 'rep@acme.test', password: 'demo-password' });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const token = cookie.match(/session_token=([^.;]+)/)?.[1] ?? '';
  await send('/api/desk/session', { headers: { cookie } });
  const admin = await post('/api/desk/sign-in', { email: 'admin@acme.test', password: 'demo-password' });
  const asAdmin = { cookie: admin.headers.getSetCookie().join('; ') };
  const made = await (await post('/api/desk/api-keys', { name: 'Another program' }, asAdmin)).json();
  expect((await send('/api/v2/organizations', { headers: { 'x-api-key': made.key } })).status).toBe(200);
  await send('/api/v2/organizations', { headers: { 'x-api-key': 'an-unknown-key' } });
  await send('/metrics', { headers: { authorization: 'Bearer token-for-metrics' } });
  const [organization] = (await (await send('/api/v2/organizations', { headers: key })).json()).data;
  const form = new FormData();
  const source = 'From: secret-customer@home.example\nSubject: Secret subject\n\nSecret words\n';
  form.append('file', new Blob([source]), 'secret.eml');
  await send('/api/desk/import', { method: 'POST', headers: key, body: form });
  const drafts = `/api/v2/organizations/${organization.organization_id}/message-drafts`;
  const reply = {
    modality: 'email',
    subject: 'Hi',
    body_html: '<p>Words of the reply</p>',
    to_email: 'to@home.example',
  };
  await post(drafts, { ...reply, autosend_draft: true }, key);
  await eventually(() => expect(lines.some((line) => line.includes('delivery: retry'))).toBe(true));
  // A failure inside the desk, with what was asked for in it.
  await desk.desk.store.executeSql('alter table api_key rename to api_key_away');
  expect((await post(drafts, reply, { 'x-api-key': 'a-key-in-a-failing-call' })).status).toBe(500);
  await desk.desk.store.executeSql('alter table api_key_away rename to api_key');

  const log = lines.join('');
  expect(log).toContain('"path":"/api/desk/sign-in"');
  expect(log).toContain('request failed');
  expect(log).toMatch(/"requestId":"[\da-f-]{36}"/);
  const { session, cursor } = JSON.parse(await readFile(join(desk.dataDir, 'secrets.json'), 'utf8'));
  const operator = JSON.parse(await readFile(join(desk.dataDir, 'server.json'), 'utf8')).token;
  const secrets = [
    'demo-password',
    'a-wrong-password',
    token,
    'demo-key',
    made.key,
    'an-unknown-key',
    'a-key-in-a-failing-call',
  ];
  const words = [
    'Secret words',
    'Secret subject',
    'secret-customer',
    'Words of the reply',
    'to@home.example',
  ];
  const settings = ['smtp-pass-word', 'token-for-metrics', session, cursor, operator];
  for (const secret of [...secrets, ...words, ...settings]) {
    expect(secret.length).toBeGreaterThan(5);
    expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  }
  expect(log).not.toMatch(/session_token/);
});
