import { expect, test } from 'vitest';
import { eventStream } from './event-stream.ts';

const opened = () => {
  const calls: string[] = [];
  const stream = eventStream({ dropped: () => calls.push('dropped'), gone: () => calls.push('gone') });
  return { calls, ...stream };
};
const text = async (body: ReadableStream<Uint8Array>) => new Response(body).text();

test('a message has the id that a browser resumes from, where it has one', async () => {
  const { send, comment, end, body } = opened();
  comment();
  send({ id: 7, data: { said: 'one\ntwo' } });
  send({ data: {} });
  end();
  expect(await text(body)).toBe(':\n\nid: 7\ndata: {"said":"one\\ntwo"}\n\ndata: {}\n\n');
});

test('a client that does not read is dropped, and costs nothing from then on', async () => {
  const { send, calls, body } = opened();
  const data = { said: 'x'.repeat(1000) };
  for (let n = 0; n < 200; n++) send({ data });
  expect(calls).toEqual([]);
  for (let n = 0; n < 200; n++) send({ data });
  expect(calls).toEqual(['gone', 'dropped']);
  expect((await text(body)).length).toBeLessThan(300_000);
});

test('a client that reads may hear any amount', async () => {
  const { send, calls, body } = opened();
  const reader = body.getReader();
  const data = { said: 'x'.repeat(10_000) };
  for (let n = 0; n < 100; n++) {
    send({ data });
    await reader.read();
  }
  expect(calls).toEqual([]);
  await reader.cancel();
  expect(calls).toEqual(['gone']);
  send({ data });
});
