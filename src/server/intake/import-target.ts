import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';

/** Where an import goes: to the desk that runs, or into the store itself, which has one owner at a time. */
export type ImportTarget = { url: string; token: string } | 'store';

/** What the desk writes to `DATA_DIR/server.json` while it runs. */
const running = z.object({ url: z.url(), pid: z.int().positive(), token: z.string().min(1) });

/** @throws when a desk runs, or may run, but does not answer: opening its store beside it would damage it. */
export async function resolveImportTarget(config: Pick<Config, 'dataDir'>): Promise<ImportTarget> {
  const file = await readFile(join(config.dataDir, 'server.json'), 'utf8').catch(() => null);
  if (file === null) return 'store';
  const desk = parse(file);
  if (!desk || !isAlive(desk.pid)) return 'store';
  try {
    const answer = await fetch(new URL('/healthz', desk.url), { signal: AbortSignal.timeout(5000) });
    await answer.body?.cancel();
    if (answer.ok) return { url: desk.url.replace(/\/+$/, ''), token: desk.token };
  } catch (error) {
    // Nobody listens: the desk is gone, and its process number has been given to something else.
    if (error instanceof Error && isRefused(error.cause)) return 'store';
  }
  throw new Error(`The desk on ${desk.url} (process ${desk.pid}) does not answer. Stop it, then try again.`);
}

function parse(file: string): z.infer<typeof running> | null {
  try {
    return running.parse(JSON.parse(file));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const isRefused = (cause: unknown): boolean =>
  cause instanceof AggregateError
    ? cause.errors.every(isRefused)
    : cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
