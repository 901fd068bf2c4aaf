import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { signInAttempt } from './schema.ts';

/** Seconds: what failed longer ago is forgotten. */
const remembered = 15 * 60;
/** Far above every limit, far below what an integer holds. */
const mostCounted = 1_000_000;

export interface AttemptCount {
  key: string;
  /** With this attempt. */
  count: number;
  /** Until the count begins anew. */
  seconds: number;
}

const isOver = lte(signInAttempt.endsAt, sql`now()`);

/** Counts an attempt before it is made, so that many at once are not more than one after the other. */
export async function countAttempt(db: Db, keys: readonly string[]): Promise<AttemptCount[]> {
  const over = db
    .select({ key: signInAttempt.key })
    .from(signInAttempt)
    .where(isOver)
    .for('update', { skipLocked: true });
  await db.delete(signInAttempt).where(inArray(signInAttempt.key, over));
  const endsAt = sql`now() + make_interval(secs => ${remembered})`;
  return (
    db
      .insert(signInAttempt)
      // In one order, or two attempts could wait for each other.
      .values([...keys].sort().map((key) => ({ key, count: 1, endsAt })))
      .onConflictDoUpdate({
        target: signInAttempt.key,
        set: {
          count: sql`case when ${isOver} then 1 else least(${signInAttempt.count} + 1, ${mostCounted}) end`,
          endsAt: sql`case when ${isOver} then excluded.ends_at else ${signInAttempt.endsAt} end`,
        },
      })
      .returning({
        key: signInAttempt.key,
        count: signInAttempt.count,
        seconds: sql<number>`greatest(1, ceil(extract(epoch from ${signInAttempt.endsAt} - now())))::int`,
      })
  );
}

/** It did not fail: takes one attempt back. */
export async function uncountAttempt(db: Db, key: string): Promise<void> {
  await db
    .update(signInAttempt)
    .set({ count: sql`${signInAttempt.count} - 1` })
    .where(and(eq(signInAttempt.key, key), gt(signInAttempt.count, 0)));
}

/** Forgets what failed before. */
export async function forgetAttempts(db: Db, key: string): Promise<void> {
  await db.delete(signInAttempt).where(eq(signInAttempt.key, key));
}
