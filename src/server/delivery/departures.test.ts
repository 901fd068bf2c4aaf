import { appendFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Departure } from './departure-line.ts';
import { openDepartures } from './departures.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-departures-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const departure = (draftId: string): Departure => ({
  job: { kind: 'response', draftId, deliveryId: `delivery of ${draftId}` },
  departed: {
    content: '<p>Grüße\n</p>',
    contentFormat: 'html',
    senderName: null,
    senderEmail: 'office@roofers.example',
    to: 'casey@customer.example',
    emailMessageId: '<one@roofers.example>',
    references: [],
    refused: ['nobody@x.example'],
  },
});

test('what a process wrote before it died, the next one reads, but for a line that has no end', () => {
  const died = openDepartures(folder);
  died.write(departure('one'));
  died.write(departure('two'));
  const [file = ''] = readdirSync(folder);
  appendFileSync(join(folder, file), '{"job":{"kind":"resp');
  died.write(departure('three'));
  expect(openDepartures(folder).read()).toEqual(['one', 'two', 'three'].map(departure));
});

test('once the database knows all of them the file is empty, and nobody else may read it', () => {
  const departures = openDepartures(folder);
  for (const one of ['one', 'two']) departures.expect(`delivery of ${one}`);
  departures.write(departure('one'));
  departures.write(departure('two'));
  departures.settled('delivery of one');
  expect(departures.read()).toHaveLength(2);
  departures.settled('delivery of two');
  const [file = ''] = readdirSync(folder);
  expect(statSync(join(folder, file))).toMatchObject({ size: 0, mode: 0o100600 });
  departures.close();
  expect(readdirSync(folder)).toEqual([]);
});

test('while one is on its way the line of another is kept, and so is a line that a transport writes itself', () => {
  const departures = openDepartures(folder);
  departures.expect('delivery of one');
  const file = departures.expect('delivery of two');
  appendFileSync(file, `${JSON.stringify(departure('two'))}\n`);
  departures.settled('delivery of one');
  expect(departures.read()).toEqual([departure('two')]);
  departures.settled('delivery of two');
  expect(departures.read()).toEqual([]);
});

test('what left and is not settled is known to the process that wrote it, and to no other', () => {
  const [departures, other] = [openDepartures(folder), openDepartures(folder)];
  departures.write(departure('one'));
  departures.expect('delivery of two');
  expect(departures.unsettled('delivery of one')).toEqual(departure('one'));
  expect(departures.unsettled('delivery of two')).toBeUndefined();
  expect(other.unsettled('delivery of one')).toBeUndefined();
  departures.settled('delivery of one');
  expect(departures.unsettled('delivery of one')).toBeUndefined();
});
