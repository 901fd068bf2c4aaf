import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Organization, openTestDesk, type TestDesk } from '../test-desk.ts';

let desk: TestDesk;
let us: Organization;
beforeAll(async () => {
  desk = await openTestDesk();
  us = await desk.organization();
});
afterAll(() => desk.close());

async function upload(...sources: (string | Uint8Array)[]) {
  const form = new FormData();
  sources.forEach((source, n) => {
    form.append('file', new Blob([source as BlobPart]), `${n}.eml`);
  });
  const answer = await desk.send('/api/desk/import', {
    method: 'POST',
    headers: { 'x-api-key': us.key },
    body: form,
  });
  return { status: answer.status, body: await answer.json() };
}

/** Each file was read or named, with a reason, in an answer that is no failure. */
async function expectDealtWith(...sources: (string | Uint8Array)[]) {
  const { status, body } = await upload(...sources);
  if (status !== 200) {
    expect([status >= 400 && status < 500, typeof body.detail]).toEqual([true, 'string']);
    return [];
  }
  expect(body.imported + body.skipped + body.failed.length).toBeGreaterThanOrEqual(sources.length);
  for (const { file, reason } of body.failed)
    expect([file, reason]).toEqual([expect.any(String), expect.stringMatching(/\S\.$/)]);
  return body.failed as { file: string; reason: string }[];
}

const head = 'From: Ada <ada@hostile.example>\r\nSubject: Hello\r\nMIME-Version: 1.0\r\n';

function nested(depth: number, kind: 'multipart' | 'message'): string {
  const open = Array.from({ length: depth }, (_, n) =>
    kind === 'message'
      ? 'Content-Type: message/rfc822\r\n\r\nFrom: a@b.example\r\n'
      : `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
  );
  return `${head}${open.join('')}Content-Type: text/plain\r\n\r\nThe innermost words\r\n`;
}

describe('mail that is made to do harm is read, or named with the reason, in a moment', () => {
  const mega = 1024 * 1024;
  test.each<[string, () => string | Uint8Array]>([
    ['1,000 parts in one another', () => nested(1000, 'multipart')],
    ['20,000 parts in one another', () => nested(20_000, 'multipart')],
    ['1,000 messages in one another', () => nested(1000, 'message')],
    [
      '50,000 parts side by side',
      () =>
        `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(50_000)}--b--`,
    ],
    [
      '50 MB of one attachment',
      () =>
        `${head}Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64\r\n\r\n${`${'QUJD'.repeat(19)}\r\n`.repeat(Math.floor((49.9 * mega) / 78))}`,
    ],
    [
      '50 MB of one line of HTML',
      () => `${head}Content-Type: text/html\r\n\r\n${'<b>x'.repeat((49.9 * mega) / 4)}`,
    ],
    ['more than 50 MB', () => `${head}\r\n${'x'.repeat(51 * mega)}`],
    ['a header of 10 MB', () => `${head}X-Long: ${'x'.repeat(10 * mega)}\r\n\r\nHello`],
    ['100,000 headers', () => `${head}${'X-Many: 1\r\n'.repeat(100_000)}\r\nHello`],
    ['100,000 recipients', () => `${head}To: ${'a@b.example, '.repeat(100_000)}c@d.example\r\n\r\nHello`],
    ['20,000 comments in one another', () => `${head}To: ${'('.repeat(20_000)}\r\n\r\nHello`],
    [
      'a boundary that is everything',
      () =>
        `${head}Content-Type: multipart/mixed; boundary="${'-'.repeat(5000)}"\r\n\r\n${'-'.repeat(200_000)}`,
    ],
    ['encoded words without end', () => `${head}To: ${'=?utf-8?q?'.repeat(20_000)}\r\n\r\nHello`],
    [
      'an unknown character set',
      () => `${head}Content-Type: text/plain; charset=klingon-8\r\n\r\n\u00e9\u00ff`,
    ],
    ['nothing but NUL', () => new Uint8Array(100_000)],
  ])('%s', async (_, source) => {
    await expectDealtWith(source());
    // The desk answers others all the same.
    expect((await desk.send('/readyz')).status).toBe(200);
  });

  const charset = fc.constantFrom(
    'utf-8',
    'iso-8859-1',
    'windows-1251',
    'shift_jis',
    'gb18030',
    'utf-16le',
    'koi8-r',
    'utf-7',
    'x',
  );
  const encoding = fc.constantFrom('7bit', '8bit', 'base64', 'quoted-printable', 'binary', 'x-uuencode');
  const part = fc.record({
    declared: charset,
    real: fc.constantFrom(
      'utf-8',
      'iso-8859-1',
      'windows-1251',
      'shift_jis',
      'gb18030',
      'utf-16le',
      'koi8-r',
    ),
    encoding,
    type: fc.constantFrom(
      'text/plain',
      'text/html',
      'multipart/alternative',
      'application/pdf',
      'message/rfc822',
      '/',
    ),
    words: fc.string({ unit: 'binary', maxLength: 60 }),
    subject: fc.string({ unit: 'binary', maxLength: 30 }),
  });
  const mail = fc
    .record({
      parts: fc.array(part, { minLength: 1, maxLength: 5 }),
      cut: fc.double({ min: 0.05, max: 1, noNaN: true }),
    })
    .map(({ parts, cut }) => {
      const pieces = parts.map(({ declared, real, encoding, type, words, subject }) =>
        Buffer.concat([
          Buffer.from(`--b\r\nContent-Type: ${type}; charset="${declared}"; name="${subject}"\r\n`),
          Buffer.from(
            `Content-Transfer-Encoding: ${encoding}\r\nSubject: =?${declared}?B?${subject}?=\r\n\r\n`,
          ),
          encoding === 'base64'
            ? Buffer.from(iconv.encode(words, real).toString('base64'))
            : iconv.encode(words, real),
          Buffer.from('\r\n'),
        ]),
      );
      const subject = Buffer.from(`Subject: ${parts[0]?.subject.replace(/[\r\n]/g, ' ')}\r\n`);
      const whole = Buffer.concat([
        Buffer.from(head),
        subject,
        Buffer.from('Content-Type: multipart/mixed; boundary=b\r\n\r\n'),
        ...pieces,
      ]);
      return whole.subarray(0, Math.ceil(whole.length * cut));
    });

  test('cut off anywhere, in any mix of character sets', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(mail, { minLength: 1, maxLength: 8 }), async (sources) => {
        await expectDealtWith(...sources);
      }),
      { numRuns: 60 },
    );
  });

  test('bytes of any kind', { timeout: 300_000 }, async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc
        .uint8Array({ maxLength: 300 })
        .map((rest) => Buffer.concat([Buffer.from('From: a@b.example\n'), rest])),
      fc
        .uint8Array({ maxLength: 300 })
        .map((rest) => Buffer.concat([Buffer.from('From a@b Mon Jan  1 00:00:00 2026\n'), rest])),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { minLength: 1, maxLength: 8 }), async (sources) => {
        await expectDealtWith(...sources);
      }),
      { numRuns: 60 },
    );
  });
});
