import { isBlankHtml } from '#mail/plain-text.ts';
import { ApiError, changedMeanwhile } from '../errors.ts';
import { loadSanitiser } from '../mail-sanitiser.ts';
import type { Caller } from '../session/caller.ts';
import type { Db } from '../store/database.ts';
import { deleteSignature, lockSignature, putSignature, type SignatureRow } from '../store/signatures.ts';

export interface SignatureChange {
  html: string;
  /** Whether the row that is there is the one that the change was made for. */
  replaces(row: SignatureRow | undefined): boolean;
}

/**
 * Keeps a signature, sanitised; one that shows nothing is taken away.
 * @throws ApiError 403 for the organisation's, asked by a rep; 412 where it was changed meanwhile.
 */
export async function saveSignature(
  db: Db,
  caller: Extract<Caller, { kind: 'person' }>,
  whose: 'personal' | 'organization',
  change: SignatureChange,
): Promise<void> {
  if (whose === 'organization' && caller.role === 'rep') {
    throw new ApiError(
      403,
      'Managers and administrators change the organisation signature: ask one of them.',
    );
  }
  const { organizationId } = caller;
  const owner = { organizationId, ownerId: whose === 'personal' ? caller.id : organizationId };
  const { html } = (await loadSanitiser()).sanitise(change.html);
  await db.transaction(async (tx) => {
    const row = await lockSignature(tx, owner);
    if (!change.replaces(row)) throw changedMeanwhile('The signature');
    if (isBlankHtml(html)) await deleteSignature(tx, owner);
    else await putSignature(tx, owner, html);
  });
}
