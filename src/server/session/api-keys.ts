import { createHash, randomBytes } from 'node:crypto';
import { sentence } from '#contract/errors.ts';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { findApiKey } from '../store/organizations.ts';

/** What is kept of a key. Keys are long and random, so that one fast hash is enough. */
export const hashApiKey = (key: string) => createHash('sha256').update(key).digest('hex');

/** A new key of 256 random bits. Its first letters tell people, and programs that look for leaked secrets, what it is. */
export const newApiKey = () => `csk_${randomBytes(32).toString('hex')}`;

/** The organisation's program that a key belongs to. @throws ApiError 403: unknown, inactive, expired. */
export async function resolveApiKey(
  db: Db,
  key: string,
): Promise<{ id: string; name: string; organizationId: string; trustedToSend: boolean }> {
  const found = await findApiKey(db, hashApiKey(key));
  if (!found) throw new ApiError(403, sentence.invalidKey);
  if (!found.active) throw new ApiError(403, sentence.inactiveKey);
  if (found.expired) throw new ApiError(403, sentence.expiredKey);
  return found;
}
