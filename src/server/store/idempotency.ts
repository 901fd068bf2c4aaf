import { and, eq, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { idempotency } from './schema.ts';

export interface KeptAnswer {
  status: number;
  body: unknown;
  headers: Record<string, string>;
}

export interface IdempotentRequest {
  caller: string;
  key: string;
  requestHash: string;
}

const isOld = sql`${idempotency.createdAt} < now() - interval '24 hours'`;

/** Drops the answers that no retry may ask for any more. */
export async function forgetOldKeys(db: Db): Promise<void> {
  await db.delete(idempotency).where(isOld);
}

/**
 * Claims a key within the transaction of the request it names. A second request with the key waits here until the
 * first one's transaction ends, and then finds its answer. Keys are kept for 24 hours (contract).
 * @returns null for the first request; else what is known of it.
 */
export async function claimKey(
  tx: Db,
  { caller, key, requestHash }: IdempotentRequest,
): Promise<{ requestHash: string; answer: KeptAnswer | null } | null> {
  await tx.delete(idempotency).where(and(eq(idempotency.caller, caller), eq(idempotency.key, key), isOld));
  const claimed = await tx
    .insert(idempotency)
    .values({ caller, key, requestHash })
    .onConflictDoNothing()
    .returning({ key: idempotency.key });
  if (claimed.length > 0) return null;
  const [first] = await tx
    .select({ requestHash: idempotency.requestHash, answer: idempotency.answer })
    .from(idempotency)
    .where(and(eq(idempotency.caller, caller), eq(idempotency.key, key)));
  return first ?? null;
}

export async function keepAnswer(
  tx: Db,
  { caller, key }: IdempotentRequest,
  answer: KeptAnswer,
): Promise<void> {
  await tx
    .update(idempotency)
    .set({ answer })
    .where(and(eq(idempotency.caller, caller), eq(idempotency.key, key)));
}
