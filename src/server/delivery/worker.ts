import { type SQL, sql } from 'drizzle-orm';
import PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import type { DeliveryJob, Enqueue } from '../drafts/life.ts';
import type { Db, Store } from '../store/database.ts';
import { forgetOldKeys } from '../store/idempotency.ts';
import { listStranded } from '../store/stranded.ts';
import { attemptDelivery, type DeliveryTools } from './attempt.ts';

const queue = 'delivery';

export interface RetryPolicy {
  /** Attempts after the first. */
  limit: number;
  /** Seconds before the first retry; doubles with each. */
  delaySeconds: number;
}

export interface Worker {
  enqueue: Enqueue;
  /** Begins to deliver. */
  start(): Promise<void>;
  /** Ends the attempts in hand, then stops. */
  stop(): Promise<void>;
}

/** Delivers queued replies, each when its hold is over; jobs live in the same database as the replies. */
export function createWorker(store: Store, tools: DeliveryTools, log: Logger, retry: RetryPolicy): Worker {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.executeSql(text, values) },
    schedule: false,
    // An attempt that outlives this is given to another worker; by then its lease on the reply is over.
    expireInSeconds: tools.leaseSeconds + 10,
    retryLimit: retry.limit,
    retryDelay: retry.delaySeconds,
    retryBackoff: true,
    maintenanceIntervalSeconds: 30,
  });
  boss.on('error', (error) => log.error({ err: error }, 'delivery queue'));
  const parallel = store.kind === 'embedded' ? 2 : 4;

  async function handle(job: PgBoss.JobWithMetadata<DeliveryJob>): Promise<void> {
    const outcome = await attemptDelivery(tools, job.data, job.retryCount >= job.retryLimit);
    const about = { draft: job.data.draftId, attempt: job.retryCount + 1 };
    if (outcome.result === 'sent' || outcome.result === 'stale') {
      log.info(about, `delivery: ${outcome.result}`);
      return;
    }
    log.warn({ ...about, reason: outcome.reason }, `delivery: ${outcome.result}`);
    if (outcome.result === 'retry') throw new Error(outcome.reason);
  }

  /** Whatever a crash or a lost answer of the database left behind gets a job again; claims make a second one harmless. */
  async function sweep(): Promise<void> {
    for (const job of await listStranded(store.db, tools.leaseSeconds)) {
      log.warn({ draft: job.draftId }, 'delivery: taken up again');
      await boss.send(queue, job);
    }
    await forgetOldKeys(store.db);
  }
  let sweeping: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const sweepNow = () => {
    sweeping = sweep().catch((error: unknown) => log.error({ err: error }, 'delivery sweep'));
  };

  return {
    async enqueue(tx, job, releaseAt) {
      // Rounded up: a job that began in the release's own millisecond would find the reply still held.
      const startAfter = new Date(Date.parse(releaseAt) + 1);
      await boss.send(queue, job, { startAfter, db: { executeSql: within(tx) } });
    },
    async start() {
      await boss.start();
      await boss.createQueue(queue);
      for (let n = 0; n < parallel; n++) {
        const options = { includeMetadata: true, pollingIntervalSeconds: 0.5, batchSize: 1 } as const;
        const id: string = await boss.work<DeliveryJob>(queue, options, async ([job]) => {
          if (job) await handle(job).finally(() => boss.notifyWorker(id));
        });
      }
      sweepNow();
      timer = setInterval(sweepNow, 60_000).unref();
    },
    async stop() {
      clearInterval(timer);
      await sweeping;
      await boss.stop({ graceful: true, wait: true, timeout: 30_000, close: false });
    },
  };
}

/** Runs pg-boss's statements, with their `$1` parameters, in a transaction of Drizzle's. */
function within(tx: Db) {
  return async (text: string, values: unknown[] = []): Promise<{ rows: unknown[] }> => {
    const parts = text.split(/\$(\d+)/);
    const chunks: SQL[] = parts.map((part, n) =>
      n % 2 === 0 ? sql.raw(part) : sql`${sql.param(values[Number(part) - 1] ?? null)}`,
    );
    const { rows } = (await tx.execute(sql.join(chunks))) as unknown as { rows: unknown[] };
    return { rows };
  };
}
