import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Lease } from './lease.ts';

/** Does what must not be given up only because the database is away for a while. @throws its last error. */
export async function persist<T>(
  work: () => Promise<T>,
  lease: Pick<Lease, 'left'>,
  log: Logger,
): Promise<T> {
  for (let wait = 50; ; wait = Math.min(wait * 2, 2_000)) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error) || lease.left() < wait) throw error;
      log.warn({ err: error }, 'delivery: the database did not take what became of a reply; again');
      await delay(wait);
    }
  }
}

/** PostgreSQL's classes of errors about its connections, locks, resources, operators and disks; and what it did not say. */
function mayPass(error: unknown): boolean {
  const { code = '' } = ((error as Error).cause ?? error) as { code?: string };
  return !/^[0-9A-Z]{5}$/.test(code) || /^(08|40|53|55|57|58)/.test(code);
}
