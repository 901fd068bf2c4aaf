import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MailSource, splitMbox } from './split-mbox.ts';

async function split(bytes: Uint8Array | Iterable<Uint8Array>, limit?: number): Promise<MailSource[]> {
  const found: MailSource[] = [];
  for await (const message of splitMbox(bytes, limit)) found.push(message);
  return found;
}

const texts = (messages: MailSource[]) =>
  messages.map(({ source }) => Buffer.from(source).toString('latin1'));
const inPieces = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

test('an mbox falls apart into its messages, and text that begins with From stays text', async () => {
  const bytes = await readFile(new URL('fixtures/three.mbox', import.meta.url));
  const messages = await split(bytes);
  expect(messages.map(({ fromMbox }) => fromMbox)).toEqual([true, true, true]);
  const [one, two, three] = texts(messages);
  expect(one).toContain(
    '\nFrom the roof one can see the sea.\n>From twice.\n\nFrom here on it is only text.\n',
  );
  expect(two).toMatch(/^X-Mozilla-Status[\s\S]*Second\n$/);
  expect(three).toMatch(/^From: Kim[\s\S]*Third\n$/);
});

test('a single message is left as it is, byte for byte', async () => {
  const bytes = Buffer.from(
    'From: a@b.example\r\n\r\n>From quoted\r\n\r\nFrom a@b Mon Mar  2 10:00:00 2026\r\nX: y\r\n',
  );
  expect(texts(await split(bytes))).toEqual([bytes.toString('latin1')]);
});

test('an empty file holds no message', async () => {
  expect(await split(Buffer.alloc(0))).toEqual([]);
  expect(await split(Buffer.from('\r\n\n'))).toEqual([]);
});

test('a message above the limit is marked, and the one after it is whole', async () => {
  const one = (body: string) => `From a@b.example Mon Mar  2 10:00:00 2026\nFrom: a@b.example\n\n${body}\n\n`;
  const messages = await split(inPieces(Buffer.from(one('x'.repeat(200_000)) + one('small')), 1000), 100_000);
  expect(messages.map(({ tooLarge }) => tooLarge)).toEqual([true, false]);
  expect(texts(messages)[1]).toBe('From: a@b.example\n\nsmall\n');
});

const line = fc.oneof(
  fc.constantFrom(
    '',
    'From here',
    '>From there',
    '>>From',
    'From a@b.example Mon Mar  2 10:00:00 2026',
    'Subject: no',
    '>',
  ),
  fc.string({ unit: 'binary-ascii', maxLength: 90 }).map((text) => text.replace(/[\r\n]/g, '')),
);

test.each(['\n', '\r\n'])(
  'splitting gives back what was joined, in pieces of any size (line ends %j)',
  async (end) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(line, { maxLength: 12 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 300 }),
        async (bodies, size) => {
          const messages = bodies.map((body) =>
            ['From: a@b.example', 'Subject: s', '', ...body, ''].join(end),
          );
          const mbox = messages
            .map(
              (text) =>
                `From a@b.example Mon Mar  2 10:00:00 2026${end}${text.replace(/^(>*From )/gm, '>$1')}${end}`,
            )
            .join('');
          expect(texts(await split(inPieces(Buffer.from(mbox, 'latin1'), size)))).toEqual(messages);
        },
      ),
      { numRuns: 200 },
    );
  },
);
