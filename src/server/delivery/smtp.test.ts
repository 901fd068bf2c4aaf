import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../eventually-for-tests.ts';
import type { Departure } from './departure-line.ts';
import { type Departures, openDepartures } from './departures.ts';
import { outbox } from './outbox.ts';
import { smtp, startThread } from './smtp.ts';
import { type Script, type ScriptedServer, scriptedServer, silence } from './test-mail-server.ts';
import type { DeliveryFailure, Line, Transport } from './transport.ts';

let folder: string;
let departures: Departures;
let script: Script;
let server: ScriptedServer;
let transport: Transport;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-smtp-'));
  departures = openDepartures(folder);
  script = {};
  server = await scriptedServer(script);
  transport = smtp(`smtp://127.0.0.1:${server.port}`, outbox('/nowhere'));
});
afterEach(async () => {
  transport.close();
  departures.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

const mail = {
  messageId: '<one@roofers.example>',
  envelope: { from: 'office@roofers.example', to: ['casey@customer.example'] },
  source: Buffer.from('Subject: One\r\n\r\nOne\r\n'),
};
const departure = (deliveryId: string): Departure => ({
  job: { kind: 'response', draftId: 'one', deliveryId },
  departed: {
    content: '<p>One</p>',
    contentFormat: 'html',
    senderName: null,
    senderEmail: 'office@roofers.example',
    to: 'casey@customer.example',
    emailMessageId: '<one@roofers.example>',
    references: [],
    refused: [],
  },
});
const line = (deliveryId: string): Line => ({
  file: departures.expect(deliveryId),
  departure: departure(deliveryId),
});
const within = (ms: number) => {
  const end = performance.now() + ms;
  const left = () => end - performance.now();
  return { left, toLeave: left };
};
const failing = (ms: number, of = 'one') =>
  transport.sendMail(mail, within(ms), line(of)).then(
    () => expect.fail('It was sent'),
    (error: DeliveryFailure) => error,
  );

test("what the server took is on the disk, also while the desk's own thread does not get to hear of it", async () => {
  await transport.sendMail(mail, within(60_000), line('first'));
  const { file } = line('second');
  const before = statSync(file).size;
  const sending = transport.sendMail(mail, within(60_000), line('second'));
  // The scripted server shares this thread, which is kept busy from the moment at which the mail is taken.
  await eventually(() => expect(server.said().match(/taken/g)).toHaveLength(2), 1);
  const end = performance.now() + 20_000;
  while (statSync(file).size === before && performance.now() < end);
  expect(departures.read().map(({ job }) => job.deliveryId)).toEqual(['first', 'second']);
  expect((await sending).written).toBeLessThanOrEqual(performance.timeOrigin + performance.now());
});

test('what it did not take is in no line', async () => {
  script['.'] = '554 looks like spam';
  expect(await failing(60_000)).toMatchObject({
    message: 'The mail server refused this message (554 looks like spam).',
    temporary: false,
  });
  expect(departures.read()).toEqual([]);
});

test('a mail whose line cannot be written has left all the same, and says that it has no line', async () => {
  const nowhere = { file: join(folder, 'no/such/file'), departure: departure('one') };
  const taken = await transport.sendMail(mail, within(60_000), nowhere);
  expect(taken).toEqual({ refused: [], written: undefined });
});

test('the lease goes on in the other thread', async () => {
  await transport.sendMail(mail, within(60_000));
  script['.'] = silence;
  expect((await failing(2000)).message).toMatch(
    /^The connection broke before the mail server said whether it has this message/,
  );
  const heard = server.heard();
  expect((await failing(-1)).temporary).toBe(true);
  expect(server.heard().slice(heard.length)).not.toContain('Subject: One');
});

test('when the thread dies, what it had in hand is tried again, by a new one', async () => {
  // What a thread cannot read ends it.
  const unreadable = { ...mail, envelope: null } as unknown as typeof mail;
  script['.'] = silence;
  const inHand = failing(60_000);
  await eventually(() => expect(server.heard()).toContain('Subject: One'));
  const died = transport.sendMail(unreadable, within(60_000));
  await expect(died).rejects.toThrow(/^The desk broke off while it was sending this \(\w+\)\.$/);
  expect(await inHand).toMatchObject({ message: expect.stringMatching(/broke off/), temporary: true });
  script['.'] = '250 taken';
  expect(await transport.sendMail(mail, within(60_000), line('one'))).toMatchObject({ refused: [] });
  expect(departures.read()).toHaveLength(1);
});

describe('a thread that hangs', () => {
  const hanging = `require('node:worker_threads').parentPort.on('message', () => { for (;;); })`;
  let threads: number;
  beforeEach(() => {
    threads = 0;
    transport = smtp(`smtp://127.0.0.1:${server.port}`, outbox('/nowhere'), (url) =>
      threads++ === 0 ? new Worker(hanging, { eval: true }) : startThread(url),
    );
  });

  test('is ended once the time for its mail is over, with all that it had in hand, and the next mail has a new one', async () => {
    const patient = failing(60_000);
    const brokenOff = {
      message: 'The desk broke off while it was sending this (it ended).',
      temporary: true,
    };
    expect(await failing(100)).toMatchObject(brokenOff);
    expect(await patient).toMatchObject(brokenOff);
    expect(server.connections()).toBe(0);
    expect(await transport.sendMail(mail, within(60_000), line('one'))).toMatchObject({ refused: [] });
    expect(threads).toBe(2);
  });

  test('is ended at a stop too', async () => {
    const inHand = failing(60_000 * 60);
    transport.giveUp?.(true);
    expect((await inHand).message).toMatch(/^The desk broke off/);
  });
});
