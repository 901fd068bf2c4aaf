import type { Db } from '../store/database.ts';
import { recordEvent } from '../store/events.ts';
import { findRevision } from '../store/revisions.ts';
import { keepRevision } from '../store/saved-draft.ts';
import type { Author } from './life.ts';
import { lockReply } from './lock-reply.ts';
import { addressing } from './reply-heading.ts';
import { revisionOf } from './revision-of.ts';

/**
 * Keeps what somebody wrote in the history of the pending reply, which stays as it is: a version that lost to another one
 * can be read and restored. What the history has already is not kept twice.
 * @throws ApiError 404.
 */
export async function keepVersion(
  db: Db,
  by: Author,
  where: { organizationId: string; conversationId: string },
  version: { bodyHtml: string; ccEmails: string[]; bccEmails: string[] },
): Promise<{ draftId: string; revision: string }> {
  return db.transaction(async (tx) => {
    const { conversation, contact, draft } = await lockReply(tx, where);
    const { recipient, subject } = addressing(conversation, contact);
    const { bodyHtml, ccEmails, bccEmails } = version;
    const revision = revisionOf({ bodyHtml, subject, to: recipient, cc: ccEmails, bcc: bccEmails });
    const kept = { draftId: draft.id, revision };
    if (await findRevision(tx, draft.id, revision)) return kept;
    await keepRevision(tx, { ...draft, ...version, subject, revision }, recipient, by);
    await recordEvent(tx, by, { kind: 'draft_kept', ...where, responseId: draft.id, data: { revision } });
    return kept;
  });
}
