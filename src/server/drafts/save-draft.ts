import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { exclusiveSwitches, type ResponseDraftInput } from '#contract/response-drafts.ts';
import { isBlankHtml } from '#mail/plain-text.ts';
import { revisionOf } from '#mail/revision.ts';
import { replySubject } from '#mail/subject.ts';
import { textBody } from '#mail/text-body.ts';
import { ApiError, conversationNotFound } from '../errors.ts';
import { lockConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { type DraftRow, keepRevision, upsertDraft } from '../store/drafts.ts';
import { recordEvent } from '../store/events.ts';
import { newId } from '../store/new-id.ts';
import { type Author, type DraftRules, refuseWhileSending } from './life.ts';
import { type Precondition, requireRevision } from './precondition.ts';
import { requireAddresses } from './recipients.ts';

/**
 * Creates or overwrites the pending reply of a conversation, and queues it when `autosend_draft` is set. Saving over a
 * queued reply takes it out of the queue; a second save with `autosend_draft` begins a new undo window.
 * @param tx a transaction: what is saved, queued, kept and logged stands or falls together.
 * @throws ApiError 400 (switches, nothing to send, nowhere to send, sending already), 404, 412, 422 (addresses).
 */
export async function saveDraft(
  tx: Db,
  rules: DraftRules,
  by: Author,
  where: { organizationId: string; conversationId: string },
  input: ResponseDraftInput,
  precondition: Precondition = {},
): Promise<DraftRow> {
  if (input.autosend_draft && input.add_notification) throw new ApiError(400, exclusiveSwitches);
  requireAddresses('cc_emails', input.cc_emails);
  requireAddresses('bcc_emails', input.bcc_emails);

  const found = await lockConversation(tx, where.organizationId, where.conversationId);
  if (!found) throw conversationNotFound();
  const { conversation, contact, draft: existing } = found;
  refuseWhileSending(existing);
  requireRevision(precondition, existing?.revision ?? null);

  const recipient = conversation.modality === 'email' ? contact.email : contact.phoneNumber;
  if (input.autosend_draft) requireSendable(input.body_html, recipient, conversation.modality);

  const subject = conversation.modality === 'email' ? replySubject(conversation.subject) : null;
  const revision = await revisionOf({
    bodyHtml: input.body_html,
    subject,
    to: recipient,
    cc: input.cc_emails,
    bcc: input.bcc_emails,
  });
  const takesOver = !existing || by.kind === 'key' || existing.authorKind === 'person';
  const queued = input.autosend_draft;
  const id = existing?.id ?? newId('rsp');
  const deliveryId = queued ? randomUUID() : null;
  const saved = await upsertDraft(tx, {
    id,
    ...where,
    status: queued ? 'queued' : 'saved',
    awaitingApproval: false,
    bodyHtml: input.body_html,
    subject,
    ccEmails: input.cc_emails,
    bccEmails: input.bcc_emails,
    revision,
    authorKind: takesOver ? by.kind : existing.authorKind,
    authorId: takesOver ? by.id : existing.authorId,
    authorName: takesOver ? by.name : existing.authorName,
    edited: !takesOver && (existing.edited || existing.revision !== revision),
    reviewRequested: input.add_notification,
    // clock_timestamp, not now: the undo window begins when the decision is made, not when its transaction began.
    scheduledSendAt: queued ? (sql`clock_timestamp()` as unknown as string) : null,
    releaseAt: queued
      ? (sql`clock_timestamp() + make_interval(secs => ${rules.sendHoldSeconds})` as unknown as string)
      : null,
    deliveryId,
    sendingSince: null,
    failure: null,
  });
  await keepRevision(tx, saved, recipient, by);
  const about = { ...where, responseId: saved.id, data: { revision, previous: existing?.revision ?? null } };
  await recordEvent(tx, by, { kind: queued ? 'draft_queued' : 'draft_saved', ...about });
  if (input.add_notification) await recordEvent(tx, by, { kind: 'review_requested', ...about });
  if (deliveryId && saved.releaseAt) {
    await rules.enqueue(tx, { kind: 'response', draftId: saved.id, deliveryId }, saved.releaseAt);
  }
  return saved;
}

function requireSendable(bodyHtml: string, recipient: string | null, modality: 'email' | 'text'): void {
  const isBlank = modality === 'email' ? isBlankHtml(bodyHtml) : textBody(bodyHtml).trim() === '';
  if (isBlank) {
    throw new ApiError(400, 'body_html has no text and no image: there is nothing to send.');
  }
  if (!recipient) {
    const missing = modality === 'email' ? 'e-mail address' : 'telephone number';
    throw new ApiError(
      400,
      `The contact of this conversation has no ${missing}: there is nowhere to send it.`,
    );
  }
}
