import type { Author } from '../drafts/life.ts';
import type { Db } from '../store/database.ts';
import { recordEvent } from '../store/events.ts';
import { newId } from '../store/new-id.ts';
import { type ApiKeyRow, insertApiKey, lockOrganization } from '../store/organizations.ts';
import { hashApiKey, newApiKey } from './api-keys.ts';
import { requireFreeName } from './require-free-name.ts';

/**
 * Makes a key, which works at once. Only its hash is kept, so that nobody is ever given it again: not even who asks
 * again because the answer was lost. They are told of the name, under which they find what they did not see.
 * @throws ApiError 409 where a key that works has this name.
 */
export async function makeApiKey(
  db: Db,
  by: Author & { organizationId: string },
  { name, expiresInDays }: { name: string; expiresInDays: number | null },
): Promise<{ row: ApiKeyRow; key: string }> {
  const { organizationId } = by;
  const key = newApiKey();
  const id = newId('key');
  const row = await db.transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    await requireFreeName(tx, { organizationId, name, id });
    const made = await insertApiKey(tx, { id, organizationId, name, hash: hashApiKey(key), expiresInDays });
    const lasts = expiresInDays === null ? 'does not expire' : `expires in ${days(expiresInDays)}`;
    await recordEvent(tx, by, {
      kind: 'key_created',
      organizationId,
      data: { key_id: id, about: `${name}: ${lasts}` },
    });
    return made;
  });
  return { row, key };
}

const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);
