import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../eventually-for-tests.ts';
import { openTestServer, type TestServer } from '../test-server.ts';

const token = 'a-token-for-those-who-measure';
let desk: TestServer;
beforeAll(async () => {
  desk = await openTestServer({ env: { METRICS_TOKEN: token } });
});
afterAll(() => desk.close());

const read = async () =>
  (await fetch(`${desk.url}/metrics`, { headers: { authorization: `Bearer ${token}` } })).text();
const value = (text: string, series: string) =>
  Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length + 1),
  );

describe('the metrics', () => {
  test('are for whoever has the token', async () => {
    for (const headers of [{}, { authorization: 'Bearer wrong' }, { 'x-api-key': 'demo-key' }]) {
      const answer = await fetch(`${desk.url}/metrics`, { headers: new Headers(Object.entries(headers)) });
      expect([answer.status, typeof (await answer.json()).detail]).toEqual([401, 'string']);
    }
    const answer = await fetch(`${desk.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      200,
      expect.stringContaining('text/plain; version=0.0.4'),
    ]);
    expect(await answer.text()).toContain('nodejs_eventloop_lag_p99_seconds');
  });

  test('count requests by route, never by address', async () => {
    const path = '/api/v2/organizations/unknown-one/conversations';
    await fetch(`${desk.url}${path}`, { headers: { 'x-api-key': 'demo-key' } });
    await fetch(`${desk.url}/nowhere/at/all`);
    const text = await read();
    const route = '/api/v2/organizations/:organization_id/conversations';
    expect(
      value(
        text,
        `countersign_http_request_duration_seconds_count{method="GET",route="${route}",status="404"}`,
      ),
    ).toBe(1);
    expect(text).toContain('route="other",status="404"');
    expect(text).not.toContain('unknown-one');
    expect(text).not.toContain('nowhere');
  });

  test('say how many replies are in which state, and what was delivered', async () => {
    const before = await read();
    const saved = value(before, 'countersign_queue_depth{state="saved"}');
    expect(saved).toBeGreaterThan(0);
    expect(value(before, 'countersign_queue_depth{state="awaiting_approval"}')).toBeGreaterThan(0);
    expect(value(before, 'countersign_queue_depth{state="failed"}')).toBe(1);
    const sent = 'countersign_deliveries_total{channel="email",outcome="sent"}';
    const already = value(before, sent);
    const [organization] = (
      await (await fetch(`${desk.url}/api/v2/organizations`, { headers: { 'x-api-key': 'demo-key' } })).json()
    ).data;
    await fetch(`${desk.url}/api/v2/organizations/${organization.organization_id}/message-drafts`, {
      method: 'POST',
      headers: { 'x-api-key': 'demo-key' },
      body: JSON.stringify({
        modality: 'email',
        subject: 'Hello',
        body_html: '<p>Hello</p>',
        to_email: 'new@customer.example',
        autosend_draft: true,
      }),
    });
    await eventually(async () => expect(value(await read(), sent)).toBeGreaterThan(already));
  });

  test('say how many streams of events are open', async () => {
    const signedIn = await fetch(`${desk.url}/api/desk/sign-in`, {
      method: 'POST',
      body: JSON.stringify({ email: 'rep@acme.test', password: 'demo-password' }),
    });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((line) => line.split(';', 1)[0])
      .join('; ');
    const ended = new AbortController();
    await fetch(`${desk.url}/api/desk/events`, { headers: { cookie }, signal: ended.signal });
    expect(value(await read(), 'countersign_event_streams_open')).toBe(1);
    ended.abort();
    await eventually(async () => expect(value(await read(), 'countersign_event_streams_open')).toBe(0));
  });
});

describe('a request', () => {
  test('has an id, its caller’s where that is harmless', async () => {
    const idFor = async (given?: string) =>
      (
        await fetch(`${desk.url}/healthz`, { headers: given === undefined ? {} : { 'x-request-id': given } })
      ).headers.get('x-request-id');
    expect(await idFor('proxy-7f3a.1')).toBe('proxy-7f3a.1');
    const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
    for (const given of [undefined, 'short', 'x'.repeat(200), '{"level":60,"msg":"x"}'])
      expect(await idFor(given)).toMatch(uuid);
  });
});

test('the desk is not ready while the database does not answer, and while it stops', async () => {
  const ask = async () => {
    const answer = await fetch(`${desk.url}/readyz`);
    return [answer.status, (await answer.json()).detail];
  };
  expect(await ask()).toEqual([200, undefined]);
  let letGo = () => {};
  const begun = new Promise<void>((resolve) => {
    // The embedded store does one transaction at a time: whoever asks meanwhile waits.
    desk.desk.store.db.transaction(() => {
      resolve();
      return new Promise<void>((done) => {
        letGo = done;
      });
    });
  });
  await begun;
  expect(await ask()).toEqual([503, 'The database does not answer.']);
  letGo();
  await eventually(async () => expect(await ask()).toEqual([200, undefined]));
  desk.desk.drain();
  expect(await ask()).toEqual([503, 'The desk is stopping.']);
  expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
});
