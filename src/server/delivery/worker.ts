import { type SQL, sql } from 'drizzle-orm';
import PgBoss from 'pg-boss';
import type { Logger } from 'pino';
import type { DeliveryJob, Enqueue } from '../drafts/life.ts';
import type { Db, Store } from '../store/database.ts';
import { forgetOldKeys } from '../store/idempotency.ts';
import { endLeases, listStranded, putJobBack, type Stranded } from '../store/stranded.ts';
import { abandonDelivery, attemptDelivery, type DeliveryTools, noteDepartures } from './attempt.ts';
import { type JobLoop, startJobLoop } from './job-loop.ts';

const queue = 'delivery';
/** Milliseconds that attempts in hand get when the desk stops. */
const defaultStop = 30_000;
/** And once they are broken off, to say what became of them. */
const longestBreak = 10_000;

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
  /** Takes no more, gives back what has not left, and waits for the rest; `stop` waits until that is done. */
  drain(): void;
  /** What is still being sent at the end of that time is broken off. */
  stop(): Promise<void>;
}

/** Delivers queued replies, each when its hold is over; jobs live in the same database as the replies. */
export function createWorker(
  store: Store,
  tools: DeliveryTools,
  log: Logger,
  retry: RetryPolicy,
  longestStop = defaultStop,
): Worker {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => store.executeSql(text, values) },
    schedule: false,
    // An attempt that outlives this is given to another worker; by then its lease on the reply is over.
    expireInSeconds: tools.leaseSeconds + 10,
    retryLimit: retry.limit,
    retryDelay: retry.delaySeconds,
    retryBackoff: true,
    maintenanceIntervalSeconds: Math.min(30, tools.leaseSeconds),
  });
  boss.on('error', (error) => log.error({ err: error }, 'delivery queue'));
  const parallel = store.kind === 'embedded' ? 2 : 4;

  /** Queueings that this process is sending: it never takes one from itself, whatever the clock says. */
  const inHand = new Set<string>();

  async function handle(job: PgBoss.JobWithMetadata<DeliveryJob>): Promise<boolean> {
    const { draftId, deliveryId } = job.data;
    const about = { draft: draftId, attempt: job.retryCount + 1 };
    if (inHand.has(deliveryId)) {
      log.warn(about, 'delivery: in hand already');
      return true;
    }
    inHand.add(deliveryId);
    const outcome = await attemptDelivery(tools, job.data, job.retryCount >= job.retryLimit)
      .catch((error: unknown) => {
        log.error({ ...about, err: error }, 'delivery: what became of it is not noted');
        throw error;
      })
      .finally(() => inHand.delete(deliveryId));
    if (outcome.result !== 'failed' && outcome.result !== 'retry') {
      log.info(about, `delivery: ${outcome.result}`);
      return outcome.result !== 'given up';
    }
    log.warn({ ...about, reason: outcome.reason }, `delivery: ${outcome.result}`);
    if (outcome.result === 'retry') throw new Error(outcome.reason);
    return true;
  }

  async function takeUp({ attempts, deadJob, ...job }: Stranded): Promise<void> {
    log.warn({ draft: job.draftId, attempts }, 'delivery: taken up again');
    if (deadJob) await boss.cancel(queue, deadJob);
    if (attempts > retry.limit) await abandonDelivery(tools, job);
    else await boss.send(queue, job);
  }

  /** Whatever a crash or a lost answer of the database left behind gets a job again; claims make a second one harmless. */
  async function sweep(): Promise<void> {
    await noteDepartures(tools);
    for (const stranded of await listStranded(tools.db, tools.leaseSeconds)) {
      if (inHand.has(stranded.deliveryId)) continue;
      await takeUp(stranded).catch((error: unknown) => log.error({ err: error }, 'delivery sweep'));
    }
    await forgetOldKeys(tools.db);
  }
  const jobs = { handle, putBack: (id: string) => putJobBack(tools.db, id) };
  const loops: JobLoop[] = [];
  let sweeping: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const sweepNow = () => {
    sweeping = sweep().catch((error: unknown) => log.error({ err: error }, 'delivery sweep'));
  };

  let drained: Promise<void> | undefined;
  async function drain(): Promise<void> {
    clearInterval(timer);
    const done = Promise.all(loops.map((loop) => loop.stop()));
    tools.transport.giveUp?.(false);
    if (await isDoneWithin(longestStop, done)) return;
    tools.transport.giveUp?.(true);
    if (await isDoneWithin(longestBreak, done)) return;
    log.error('delivery: what is being sent did not end; it is tried again when its lease is over');
  }

  return {
    async enqueue(tx, job, releaseAt) {
      // Rounded up: a job that began in the release's own millisecond would find the reply still held.
      const startAfter = new Date(Date.parse(releaseAt) + 1);
      await boss.send(queue, job, { startAfter, db: { executeSql: within(tx) } });
    },
    async start() {
      // Two that start at the same moment would both make the tables of the jobs.
      await store.alone(async () => {
        await boss.start();
        await boss.createQueue(queue);
      });
      if (store.kind === 'embedded') await endLeases(tools.db);
      await noteDepartures(tools);
      for (let n = 0; n < parallel; n++) loops.push(startJobLoop(boss, queue, jobs, log));
      sweepNow();
      timer = setInterval(sweepNow, Math.min(60, tools.leaseSeconds / 2) * 1000).unref();
    },
    drain() {
      drained ??= drain();
    },
    async stop() {
      this.drain();
      await drained;
      await sweeping;
      await boss.stop({ graceful: false, wait: true, close: false });
    },
  };
}

/** Until then the process stays alive for it, whatever the work itself keeps open. */
function isDoneWithin(ms: number, work: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms, false);
    void work.then(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
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
