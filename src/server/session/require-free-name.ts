import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { listWorkingKeys } from '../store/organizations.ts';

/**
 * Replies and the log name a program by its key, so two that work at once have two names. Call it while the organisation
 * is locked.
 * @param id the key that is to have the name.
 * @throws ApiError 409 where another key that works has it.
 */
export async function requireFreeName(
  tx: Db,
  { organizationId, name, id }: { organizationId: string; name: string; id: string },
): Promise<void> {
  const working = await listWorkingKeys(tx, organizationId);
  const other = working.find((key) => key.id !== id && looksLike(key.name) === looksLike(name));
  if (!other) return;
  throw new ApiError(
    409,
    `A key that works is named “${other.name}” already. Choose another name; or turn that key off first, if nobody uses it.`,
  );
}

// Not in the database: what its lower() knows beyond ASCII depends on the locale it was made with.
const looksLike = (name: string) => name.normalize('NFKC').toLowerCase();
