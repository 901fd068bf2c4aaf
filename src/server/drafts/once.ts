import { createHash } from 'node:crypto';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { claimKey, type KeptAnswer, keepAnswer } from '../store/idempotency.ts';

/**
 * Runs `decide` in a transaction; with an `Idempotency-Key`, at most once: a retry gets the first answer again, also
 * after what it made is gone. A refused request leaves no trace, so its retry is decided anew.
 * @throws ApiError 422 when the key was used for another request; whatever `decide` throws.
 */
export async function once(
  db: Db,
  request: { caller: string; key: string | undefined; address: string; body: unknown },
  decide: (tx: Db) => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const { caller, key } = request;
  if (key === undefined) return db.transaction(decide);
  const requestHash = createHash('sha256')
    .update(JSON.stringify([request.address, request.body]))
    .digest('hex');
  const claim = { caller, key, requestHash };
  return db.transaction(async (tx) => {
    const first = await claimKey(tx, claim);
    if (first) {
      if (first.requestHash !== requestHash || !first.answer) {
        throw new ApiError(422, 'This Idempotency-Key was used for another request: take a new key.');
      }
      return first.answer;
    }
    const answer = await decide(tx);
    await keepAnswer(tx, claim, answer);
    return answer;
  });
}
