import { createHmac } from 'node:crypto';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { countAttempt, forgetAttempts, uncountAttempt } from '../store/sign-in-attempts.ts';

/** How many attempts may fail within 15 minutes. */
const most = {
  /** For one account from one network address. */
  pair: 10,
  /** For one account from anywhere: guessing from many addresses at once is slow too. */
  account: 50,
  /** From one address, whatever the account. */
  address: 100,
} as const;

export interface SignInAttempt {
  /** The password was right: what failed from here before is forgotten, and this attempt does not count. */
  succeeded(): Promise<void>;
}

/**
 * Counts an attempt to sign in, in the database, so that all processes of a desk count together. Accounts that do not
 * exist are counted and locked like others.
 * @throws ApiError 429, with the time to wait, where too many have failed.
 */
export async function beginSignIn(
  db: Db,
  secret: string,
  { email, address }: { email: string; address: string },
): Promise<SignInAttempt> {
  const name = (...parts: string[]) =>
    createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url');
  const account = email.trim().toLowerCase();
  const limits = new Map<string, number>([
    [name('pair', account, address), most.pair],
    [name('account', account), most.account],
    [name('address', address), most.address],
  ]);
  const [pair = '', ...others] = limits.keys();
  const counts = await countAttempt(db, [...limits.keys()]);
  const wait = counts
    .filter(({ key, count }) => count > (limits.get(key) ?? 0))
    .reduce((longest, { seconds }) => Math.max(longest, seconds), 0);
  if (wait > 0) throw tooMany(wait);
  return {
    async succeeded() {
      await forgetAttempts(db, pair);
      for (const key of others) await uncountAttempt(db, key);
    },
  };
}

function tooMany(seconds: number): ApiError {
  const minutes = Math.ceil(seconds / 60);
  return new ApiError(
    429,
    `Too many attempts to sign in have failed: try again in ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`,
    { 'Retry-After': String(seconds) },
  );
}
