import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressOf } from '#contract/endpoint.ts';
import { listResponseDrafts, saveResponseDraft } from '#contract/response-drafts.ts';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';

let desk: TestDesk;
let us: Organization;
let conversation: string;

beforeAll(async () => {
  desk = await openTestDesk();
  us = await desk.organization();
  conversation = await desk.conversation(us.id);
});
afterAll(() => desk.close());

const params = () => ({ organization_id: us.id, conversation_id: conversation });

async function post(raw: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  const response = await desk.send(addressOf(saveResponseDraft, { params: params() }), {
    method: 'POST',
    headers: { 'x-api-key': us.key, 'content-type': 'application/json', ...headers },
    body: raw,
  });
  const body = await response.json();
  return { status: response.status, detail: body.detail as unknown };
}

const json = (value: unknown) => post(JSON.stringify(value));

async function expectNothingWritten() {
  const { body } = await desk.call(listResponseDrafts, { params: params(), as: { 'x-api-key': us.key } });
  expect(body.data).toEqual([]);
}

describe('a request that cannot be right is refused with one sentence, and writes nothing', () => {
  test.each([
    ['no body', '', 400],
    ['broken JSON', '{"body_html": "<p>', 400],
    ['an array', '[1,2]', 422],
    ['null', 'null', 422],
    ['no body_html', '{}', 422],
    ['body_html that is a number', '{"body_html": 7}', 422],
    ['a NUL character', '{"body_html": "a\\u0000b"}', 422],
    ['half a surrogate pair', '{"body_html": "\\ud83d"}', 422],
    ['a switch that is a word', '{"body_html": "x", "autosend_draft": "yes"}', 422],
    ['Cc that is no list', '{"body_html": "x", "cc_emails": "a@b.example"}', 422],
    ['Cc that holds a number', '{"body_html": "x", "cc_emails": [1]}', 422],
    ['Cc that holds no address', '{"body_html": "x", "cc_emails": ["a@b.example", "jon@themyscira"]}', 422],
    ['Bcc with a line break', '{"body_html": "x", "bcc_emails": ["a@b.example\\r\\nBcc: c@d.example"]}', 422],
    ['both switches', '{"body_html": "x", "autosend_draft": true, "add_notification": true}', 400],
    ['nothing to send', '{"body_html": "<p> </p>", "autosend_draft": true}', 400],
    ['deep nesting', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, 422],
  ])('%s', async (_, raw, status) => {
    const answer = await post(raw);
    expect(answer.status).toBe(status);
    expect(answer.detail).toEqual(expect.stringMatching(/\S/));
    await expectNothingWritten();
  });

  test('the sentence names the entry that is no address', async () => {
    const { detail } = await json({ body_html: 'x', cc_emails: ['a@b.example', 'jon@themyscira'] });
    expect(detail).toMatch(/^cc_emails\[1\]: .*jon@themyscira/);
  });

  test('a body over 1 MiB, announced or not', async () => {
    const long = JSON.stringify({ body_html: 'x'.repeat(1024 * 1024) });
    expect((await post(long)).status).toBe(413);
    const chunked = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 40; n++) controller.enqueue(new Uint8Array(32 * 1024));
        controller.close();
      },
    });
    const response = await desk.send(addressOf(saveResponseDraft, { params: params() }), {
      method: 'POST',
      headers: { 'x-api-key': us.key },
      body: chunked,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    await expectNothingWritten();
  });

  test('bytes that are no UTF-8', async () => {
    expect((await post(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x7d]))).status).toBe(400);
  });

  test.each(['%00', 'x'.repeat(600), '%E0%A4%A', '..%2f..'])('a path with the id %s', async (id) => {
    const response = await desk.send(`/api/v2/organizations/${us.id}/conversations/${id}`, {
      headers: { 'x-api-key': us.key },
    });
    expect([404, 422]).toContain(response.status);
    expect((await response.json()).detail).toEqual(expect.stringMatching(/\S/));
  });

  test('an address that is no endpoint', async () => {
    const response = await desk.send('/api/v2/nothing', { headers: { 'x-api-key': us.key } });
    expect([response.status, typeof (await response.json()).detail]).toEqual([404, 'string']);
  });
});

test('a list of 300,000 entries, and an offset or a fraction of a second that no zone and no clock has, are no reason to fail', async () => {
  const list = `{"body_html": "\\ud83d\\ude00", "extra": [${'1,'.repeat(300_000)}1]}`;
  expect((await post(list)).status).toBe(200);
  for (const start_date of ['2026-05-22T20:45:03+23:59', `2026-05-22T20:45:03.${'1'.repeat(200)}Z`]) {
    const path = addressOf(listResponseDrafts, { params: params(), query: { start_date } });
    expect((await desk.send(path, { headers: { 'x-api-key': us.key } })).status).toBe(422);
  }
});

test('JSON is read whatever the content type says, as curl sends it', async () => {
  const { status } = await post('{"body_html": "<p>from curl</p>"}', {
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect(status).toBe(200);
});

test('the OpenAPI document describes every endpoint that is served', async () => {
  const document = await (await desk.send('/api/openapi.json')).json();
  const operations = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(operations).toContain(
    'POST /api/v2/organizations/{organization_id}/conversations/{conversation_id}/response-drafts',
  );
  expect(operations).toContain('POST /api/desk/import');
  expect(new Set(operations).size).toBe(operations.length);
  expect((await desk.send('/api/docs')).status).toBe(200);
  expect((await desk.send('/api/docs/swagger-ui-bundle.js')).status).toBe(200);
});
