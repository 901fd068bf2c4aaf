import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';
import { chromiumArguments, findChromium } from '../run/find-chromium.ts';
import { root } from '../run/places.ts';
import { median, percentile, report } from './measure.ts';
import type { Bench, Kind } from './page/bench-page.tsx';
import { longBody } from './page/long-body.ts';

declare const bench: Bench;

const quick = process.env.BENCH_QUICK === '1';
const rounds = quick ? 1 : 8;
const keysPerRound = quick ? 3 : 15;

/** What is typed, from its start at each round: words, as a long run of one letter is a line that nobody writes. */
const sentence = 'we can do tuesday ';

/** Frames come as fast as they are ready, so that the work of a key is measured and not the screen's clock. */
const unthrottled = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** A page that shares nothing is told the time to 5 µs; others to 100 µs, which is much of what a key takes. */
const fineClock = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
};

/** The benchmarks of the editor, in one page of a real Chromium beside what they are compared with. */
export async function editorBench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const site = { root: join(root, 'e2e/bench/page'), configFile: false as const, logLevel: 'warn' as const };
  await build({
    ...site,
    plugins: [react(), tailwindcss()],
    build: { outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 2000 },
  });
  const server = await preview({
    ...site,
    build: { outDir: folder },
    preview: { port: 0, host: '127.0.0.1', headers: fineClock },
  });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...chromiumArguments, ...unthrottled],
  });
  try {
    const url = server.resolvedUrls?.local[0];
    if (!url) throw new Error('The page of the benchmarks is not served');
    const openPage = async () => {
      const page = await browser.newPage({ viewport: { width: 1000, height: 800 } });
      await page.goto(url);
      await page.waitForFunction(() => 'bench' in globalThis);
      return page;
    };
    for (const kilobytes of quick ? [5] : [5, 50, 200, 1000]) await typing(openPage, kilobytes);
    const page = await openPage();
    await opening(page);
    await serialising(page);
  } finally {
    await browser.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function mountAll(page: Page, kinds: Kind[], kilobytes: number): Promise<void> {
  await page.evaluate(
    ([kinds, html]) => {
      bench.unmountAll();
      const clean = bench.sanitise(html);
      for (const kind of kinds) bench.mount(kind, clean);
    },
    [kinds, longBody(kilobytes)] as const,
  );
}

async function typeKeys(page: Page, kind: Kind): Promise<number[]> {
  await page.evaluate((kind) => bench.show(kind), kind);
  for (let key = 0; key <= keysPerRound; key++) {
    await page.keyboard.type(sentence[key % sentence.length] ?? ' ');
    await page.evaluate(() => bench.settled());
  }
  // The first key after another editor was on the page pays for that.
  const [, ...taken] = await page.evaluate(() => bench.taken());
  return taken;
}

async function typing(openPage: () => Promise<Page>, kilobytes: number): Promise<void> {
  const kinds: readonly Kind[] = ['ours', 'bare', 'starter'];
  const taken: Record<Kind, number[]> = { ours: [], bare: [], starter: [] };
  // No two pages are alike, by where things come to lie in memory: it takes several to know, and more for what is soon over.
  for (let pages = quick ? 1 : kilobytes > 50 ? 4 : 12; pages > 0; pages--) {
    const page = await openPage();
    await mountAll(page, [...kinds], kilobytes);
    for (const kind of kinds) await typeKeys(page, kind);
    for (let round = 0; round < rounds; round++)
      for (const kind of kinds) taken[kind].push(...(await typeKeys(page, kind)));
    await page.close();
  }
  for (const [name, share] of [
    ['median', 0.5],
    ['p95', 0.95],
  ] as const) {
    const [ours, bare, starter] = kinds.map((kind) => percentile(taken[kind], share)) as [
      number,
      number,
      number,
    ];
    const what = (kind: string) =>
      `a key to its frame, ${kind} / a bare contenteditable, ${kilobytes} KB, ${name}`;
    report(what('ours'), ours / bare, '≤ 1.20', `${ours.toFixed(2)} and ${bare.toFixed(2)} ms`);
    report(
      what('bare TipTap with StarterKit'),
      starter / bare,
      'none: the part we build on',
      `${starter.toFixed(2)} ms`,
    );
  }
}

async function opening(page: Page): Promise<void> {
  await page.evaluate(() => bench.unmountAll());
  const html = await page.evaluate((html) => bench.sanitise(html), longBody(quick ? 5 : 200));
  const open = (kind: Kind) => page.evaluate(([kind, html]) => bench.open(kind, html), [kind, html] as const);
  await open('ours');
  await open('starter');
  const ours: number[] = [];
  const starter: number[] = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await open('ours'));
    starter.push(await open('starter'));
  }
  const [one, other] = [median(ours), median(starter)];
  report(
    'opening a body of 200 KB, ours / bare TipTap with StarterKit',
    one / other,
    '≤ 1.50',
    `${one.toFixed(0)} and ${other.toFixed(0)} ms`,
  );
}

async function serialising(page: Page): Promise<void> {
  await mountAll(page, ['ours', 'starter'], quick ? 5 : 1000);
  const taken: Record<'ours' | 'starter', number[]> = { ours: [], starter: [] };
  for (let round = 0; round < rounds; round++) {
    for (const kind of ['ours', 'starter'] as const) {
      await typeKeys(page, kind);
      taken[kind].push((await page.evaluate((kind) => bench.serialise(kind), kind)).milliseconds);
    }
  }
  const [one, other] = [median(taken.ours), median(taken.starter)];
  report(
    'writing a body of 1 MB after an edit, ours / bare TipTap with StarterKit',
    one / other,
    'ours ≤ 20 ms',
    `${one.toFixed(1)} and ${other.toFixed(1)} ms`,
  );
}
