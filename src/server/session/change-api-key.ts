import type { Author } from '../drafts/life.ts';
import { ApiError } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { recordEvent } from '../store/events.ts';
import { type ApiKeyRow, findApiKeyById, lockOrganization, updateApiKey } from '../store/organizations.ts';
import { requireFreeName } from './require-free-name.ts';

/**
 * Changes what a program may do from its next request on.
 * @throws ApiError 404 for a key of nobody here; 409 where a key would work again whose name another one has by now.
 */
export async function changeApiKey(
  db: Db,
  by: Author & { organizationId: string },
  id: string,
  change: Pick<ApiKeyRow, 'active' | 'trustedToSend'>,
): Promise<ApiKeyRow> {
  const { organizationId } = by;
  return db.transaction(async (tx) => {
    await lockOrganization(tx, organizationId);
    const before = await findApiKeyById(tx, organizationId, id);
    if (before && change.active && !before.active && !before.expired)
      await requireFreeName(tx, { organizationId, name: before.name, id });
    const row = await updateApiKey(tx, organizationId, id, change);
    if (!row) throw new ApiError(404, 'There is no such API key.');
    const about = `${row.name}: ${row.active ? 'active' : 'not active'}, ${row.trustedToSend ? 'trusted' : 'not trusted'} to send`;
    await recordEvent(tx, by, {
      kind: 'key_changed',
      organizationId,
      data: { key_id: id, ...change, about },
    });
    return row;
  });
}
