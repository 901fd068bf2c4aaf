import { setTimeout as delay } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import type { DeliveryJob } from '../drafts/life.ts';
import { persist } from './persist.ts';

/** Milliseconds between looks for a job when there was none. */
const pause = 500;

export interface JobLoop {
  /** Takes no more jobs; resolves when the one in hand is done. */
  stop(): Promise<void>;
}

/** What becomes of jobs. */
export interface Jobs {
  /** Does one. @returns false: it was given up, and is for the next desk. @throws when it has to be tried again. */
  handle(job: PgBoss.JobWithMetadata<DeliveryJob>): Promise<boolean>;
  putBack(jobId: string): Promise<void>;
}

/**
 * Takes one job after the other from a queue. pg-boss has such a loop too, but it lets the process end when the database
 * is away at the moment in which a job is done.
 */
export function startJobLoop(boss: PgBoss, queue: string, { handle, putBack }: Jobs, log: Logger): JobLoop {
  const stopping = new AbortController();
  const untilStopped = { left: () => (stopping.signal.aborted ? 0 : Number.POSITIVE_INFINITY) };

  async function next(): Promise<boolean> {
    const [job] = await boss.fetch<DeliveryJob>(queue, { includeMetadata: true, batchSize: 1 });
    if (!job) return false;
    const end = await handle(job).then(
      (isDone) => () => (isDone ? boss.complete(queue, job.id) : putBack(job.id)),
      (error: Error) => () => boss.fail(queue, job.id, { message: error.message }),
    );
    await persist(end, untilStopped, log);
    return true;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const found = await next().catch((error: unknown) => {
        log.error({ err: error }, 'delivery queue');
        return false;
      });
      if (!found) await delay(pause, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }
  const running = run();
  return {
    stop() {
      stopping.abort();
      return running;
    },
  };
}
