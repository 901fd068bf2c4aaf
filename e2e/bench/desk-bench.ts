import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import pg from 'pg';
import { addressOf } from '../../src/contract/endpoint.ts';
import { listOrganizations } from '../../src/contract/organizations.ts';
import { saveResponseDraft } from '../../src/contract/response-drafts.ts';
import { freePort } from '../../src/server/free-port.ts';
import { withPage } from './desk-page.ts';
import { fill, setUpDesk, setUpKey } from './fill-desk.ts';
import { percentile, report } from './measure.ts';
import { startDesk } from './running-desk.ts';
import { scrollBench } from './scroll-bench.ts';

const quick = process.env.BENCH_QUICK === '1';
const replies = quick ? 50 : 10_000;
const scrolled = quick ? 200 : 100_000;
const decisions = quick ? 2 : 60;
/** Milliseconds that somebody who decides looks at a reply, at the very least. */
const glance = quick ? 0 : 700;
const desks = quick ? 5 : 200;
const saves = quick ? 1 : 10;
const key = 'bench-key';

/** What people wait for: the next reply after a decision, and what others do, on PostgreSQL. */
export async function deskBench(postgresUrl: string): Promise<void> {
  const databaseUrl = `${postgresUrl}/bench_desk`;
  const admin = new pg.Client({ connectionString: `${postgresUrl}/postgres` });
  await admin.connect();
  await admin.query('create database bench_desk');
  await admin.end();
  const dataDir = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const port = String(await freePort());
  const url = `http://127.0.0.1:${port}`;
  const desk = await startDesk(
    { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, DEMO: 'off', PORT: port, SEND_HOLD_SECONDS: '3600' },
    key,
  );
  try {
    const cookie = await setUpDesk(url);
    await setUpKey(databaseUrl, key);
    await fill(databaseUrl, 1, replies);
    await nextReply(url, cookie);
    await fill(databaseUrl, replies + 1, scrolled);
    await scrollBench(url, cookie);
    await heardEverywhere(url, cookie, desk.ask);
  } finally {
    await desk.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** From the key that approves a reply to the frame in which the next one can be edited. */
async function nextReply(url: string, cookie: string): Promise<void> {
  await withPage({ url, cookie, isLong: !quick }, async (page) => {
    await page.getByRole('link', { name: 'Customer 1', exact: true }).click();
    const taken: number[] = [];
    for (let n = 1; n <= decisions; n++) {
      await page.getByRole('heading', { level: 1, name: new RegExp(`Roof ${n}$`) }).waitFor();
      await page.waitForFunction(isLoaded, `/conversations/c${n + 1}/messages`);
      // The time is what is modelled here: nothing on the page says that somebody has read it.
      await page.waitForTimeout(glance);
      taken.push(await timeDecision(page, `roof ${n + 1} `));
    }
    const [median, late] = [percentile(taken, 0.5), percentile(taken, 0.95)];
    report(
      `a decision's key to the next reply painted and editable, p95 of ${decisions} among ${replies.toLocaleString('en')}, each after ${glance} ms of reading / 100 ms`,
      late / 100,
      '≤ 1.00',
      `median ${median.toFixed(0)}, p95 ${late.toFixed(0)} ms`,
    );
  });
}

const isLoaded = (path: string) =>
  performance.getEntriesByType('resource').some(({ name }) => name.includes(path));

declare const decision: { taken: Promise<number> };

async function timeDecision(page: Page, next: string): Promise<number> {
  await page.evaluate((next) => {
    const taken = new Promise<number>((resolve) => {
      let began = 0;
      addEventListener('keydown', () => (began = performance.now()), { once: true, capture: true });
      const look = () => {
        const editor = document.querySelector('[role="textbox"][aria-label="Reply"][contenteditable="true"]');
        if (began === 0 || !editor?.textContent?.includes(next)) return void requestAnimationFrame(look);
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now() - began);
        port2.postMessage(null);
      };
      requestAnimationFrame(look);
    });
    Object.assign(globalThis, { decision: { taken } });
  }, next);
  await page.keyboard.press(']');
  return page.evaluate(() => decision.taken);
}

/** From asking for a save until the last of many open desks has heard of it. */
async function heardEverywhere(
  url: string,
  cookie: string,
  ask: Awaited<ReturnType<typeof startDesk>>['ask'],
): Promise<void> {
  const streams = await Promise.all(
    Array.from({ length: desks }, () => fetch(`${url}/api/desk/events`, { headers: { cookie } })),
  );
  const waiting = new Set<() => void>();
  let heard = 0;
  const reading = streams.map(async ({ body }) => {
    for await (const chunk of body ?? []) {
      heard += Buffer.from(chunk).toString().split('draft_saved').length - 1;
      for (const look of waiting) look();
    }
  });
  const organizations = (await ask('GET', addressOf(listOrganizations, {}))) as {
    data: { organization_id: string }[];
  };
  const organization_id = organizations.data[0]?.organization_id ?? '';
  const taken: number[] = [];
  for (let n = 0; n < saves; n++) {
    heard = 0;
    const everybody = new Promise<void>((resolve) => {
      const look = () => {
        if (heard < desks) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
    });
    const began = performance.now();
    const params = { organization_id, conversation_id: `c${scrolled - n}` };
    await ask('POST', addressOf(saveResponseDraft, { params }), { body_html: `<p>Save ${n}</p>` });
    await everybody;
    taken.push(performance.now() - began);
  }
  for (const { body } of streams) if (!body?.locked) await body?.cancel();
  void Promise.allSettled(reading);
  const late = percentile(taken, 1);
  report(
    `a save to the last of ${desks} open desks, slowest of ${saves} / 1 s`,
    late / 1000,
    '≤ 1.00',
    `median ${percentile(taken, 0.5).toFixed(0)}, slowest ${late.toFixed(0)} ms`,
  );
}
