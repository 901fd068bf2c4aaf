import { afterEach, beforeEach, expect, test } from 'vitest';
import { mailServer } from './mail-server.ts';
import { type ScriptedServer, scriptedServer, silence } from './test-mail-server.ts';
import type { DeliveryFailure } from './transport.ts';

let server: ScriptedServer;
beforeEach(async () => {
  server = await scriptedServer({ '.': silence });
});
afterEach(() => server.stop());

const mail = {
  messageId: '<one@roofers.example>',
  envelope: { from: 'office@roofers.example', to: ['casey@customer.example'] },
  source: Buffer.from('Subject: One\r\n\r\nOne\r\n'),
};
const send = (left: () => number, toLeave = left): Promise<DeliveryFailure> =>
  mailServer(`smtp://127.0.0.1:${server.port}`)
    .send(mail, { left, toLeave }, () => {})
    .then(
      () => expect.fail('It was sent'),
      (error: DeliveryFailure) => error,
    );

test.each([
  // The lease is looked at when the attempt begins, and then when the server has said to go ahead.
  ['was over', [60_000, 0]],
  ['left too little time for an answer', []],
])(
  'a process that was paused until its lease %s gives the server nothing, though it is asked',
  async (_, times) => {
    const failure = await send(
      () => times.shift() ?? 60_000,
      () => 0,
    );
    expect(failure.message).toMatch(/the time for this attempt was over/);
    expect(failure.temporary).toBe(true);
    expect(server.heard()).not.toContain('Subject: One');
  },
);

test('a server that has the mail and says nothing is given up before the lease is over', async () => {
  const end = performance.now() + 2000;
  const failure = await send(() => end - performance.now());
  expect(failure.message).toMatch(
    /^The connection broke before the mail server said whether it has this message/,
  );
  expect(server.heard()).toContain('Subject: One');
});
