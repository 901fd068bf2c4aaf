import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../eventually-for-tests.ts';
import { openTestServer, type TestServer } from './test-server.ts';

/** Hears every request that the desk would make. */
const heard: string[] = [];
const witness = createServer((request, answer) => {
  heard.push(request.url ?? '');
  answer.end('x');
});
let desk: TestServer;
let at: string;
beforeAll(async () => {
  witness.listen(0, '127.0.0.1');
  await once(witness, 'listening');
  at = `http://127.0.0.1:${(witness.address() as AddressInfo).port}`;
  desk = await openTestServer();
});
afterAll(async () => {
  await desk.close();
  witness.close();
});

/** Everything in a mail that names something elsewhere. */
const lures = () => `<!DOCTYPE html SYSTEM "${at}/dtd"><html><head><base href="${at}/base/">
<link rel="stylesheet" href="${at}/sheet"><link rel="prefetch" href="${at}/prefetch"><meta http-equiv="refresh" content="0;url=${at}/refresh">
<style>@import url(${at}/import); body { background: url(${at}/background) } @font-face { src: url(${at}/font) }</style>
<script src="${at}/script"></script></head><body background="${at}/body">
<img src="${at}/image" srcset="${at}/set 2x"><picture><source srcset="${at}/source"></picture>
<iframe src="${at}/frame" srcdoc="<img src='${at}/inner'>"></iframe><object data="${at}/object"></object><embed src="${at}/embed">
<video src="${at}/video" poster="${at}/poster"></video><audio src="${at}/audio"></audio>
<svg><image href="${at}/svg"/><use href="${at}/use"/></svg><input type="image" src="${at}/input">
<table background="${at}/table"><tr><td style="background-image:url('${at}/cell')">cell</td></tr></table>
<!--[if mso]><v:fill src="${at}/vml"/><![endif]--><p>Hello</p></body></html>`;

test('whatever a mail names, the desk fetches nothing: neither when it comes, nor when it is shown, checked or sent', async () => {
  expect(await (await fetch(`${at}/the-witness-hears`)).text()).toBe('x');
  expect(heard.splice(0)).toEqual(['/the-witness-hears']);

  const signedIn = await fetch(`${desk.url}/api/desk/sign-in`, {
    method: 'POST',
    body: JSON.stringify({ email: 'admin@acme.test', password: 'demo-password' }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const call = async (path: string, body?: unknown) => {
    const answer = await fetch(`${desk.url}${path}`, {
      headers: { cookie },
      ...(body === undefined
        ? {}
        : { method: 'POST', body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    expect([path, answer.status]).toEqual([path, 200]);
    return answer.json();
  };
  const source = [
    'From: Ada <ada@lures.example>',
    'Subject: Pictures',
    'MIME-Version: 1.0',
    `Disposition-Notification-To: <a@127.0.0.1>`,
    `List-Unsubscribe: <${at}/unsubscribe>`,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    `Content-Location: ${at}/location`,
    '',
    lures(),
    '--b',
    `Content-Type: message/external-body; access-type=URL; URL="${at}/external"`,
    '',
    'Content-Type: image/png',
    '',
    '--b--',
  ].join('\r\n');
  const form = new FormData();
  form.append('file', new Blob([source]), 'lures.eml');
  const { conversations } = await call('/api/desk/import', form);
  const [conversation] = conversations;
  const here = `/api/desk/conversations/${conversation}`;
  for (const part of ['', '/messages', '/recipients', '/history', '/check-context']) await call(here + part);

  const [organization] = (await call('/api/v2/organizations')).data;
  const inOrganization = `/api/v2/organizations/${organization.organization_id}/conversations/${conversation}`;
  await call(`${inOrganization}/response-drafts`, { body_html: lures(), autosend_draft: true });
  const sent = async () =>
    (await call(`${inOrganization}/messages`)).data.map(
      (message: { message_direction: string }) => message.message_direction,
    );
  await eventually(async () => expect(await sent()).toContain('sent'));
  await call('/api/desk/queue/sent');
  expect(heard).toEqual([]);
});
