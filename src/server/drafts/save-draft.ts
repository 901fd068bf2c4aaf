import { randomUUID } from 'node:crypto';
import { exclusiveSwitches, type ResponseDraftInput } from '#contract/response-drafts.ts';
import { ApiError, conversationNotFound } from '../errors.ts';
import { lockConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import type { DraftRow } from '../store/drafts.ts';
import { recordDecision, recordEvent } from '../store/events.ts';
import { findMessage } from '../store/messages.ts';
import { newId } from '../store/new-id.ts';
import { keepRevision, upsertDraft } from '../store/saved-draft.ts';
import { approvalBy, isOwnToApprove, ownerOf } from './approval.ts';
import { approvalNeeded } from './approval-needed.ts';
import { levelsOf, requireNothingBlocks } from './blocking-findings.ts';
import { requireImagesFit } from './inline-images.ts';
import { type Author, type DraftRules, mayDecide, refuseWhileSending } from './life.ts';
import { type Precondition, requireNotQueued, requireReturnRead, requireRevision } from './precondition.ts';
import { recordRecall } from './recall-draft.ts';
import { requireAddresses } from './recipients.ts';
import { addressing, authorAfterSave } from './reply-heading.ts';
import { requireSendable } from './require-sendable.ts';
import { revisionOf } from './revision-of.ts';
import { stateBeforeLetGo } from './undo-decision.ts';

/**
 * Creates or overwrites the pending reply of a conversation, and queues it when `autosend_draft` is set. Saving over a
 * queued reply takes it out of the queue; a second save with `autosend_draft` begins a new undo window. Where the policy
 * of the organisation demands it, what is queued waits for a manager's approval; a manager who lets go what somebody else
 * wrote approves it.
 * @param options `ifNotQueued`: only where that takes nothing out of the queue. `readThrough`: the last message that was
 * read; what the customer wrote later is not answered by this. `returnedAt`: the return that was read last (null: none), where
 * that is known: what was returned since is not let go. `inPause`: it was saved while its writer paused, who has not
 * said thereby what it answers.
 * @returns `decisionId`: by which letting it go can be undone; null where it is only saved.
 * @param tx a transaction: what is saved, queued, kept and logged stands or falls together.
 * @throws ApiError 400 (switches, nothing to send, nowhere to send, blocked by a check, sending already), 404, 409 (returned since), 412, 413 (pictures), 422 (addresses).
 */
export async function saveDraft(
  tx: Db,
  rules: DraftRules,
  by: Author,
  where: { organizationId: string; conversationId: string },
  input: ResponseDraftInput,
  options: Precondition & {
    ifNotQueued?: boolean;
    readThrough?: string | undefined;
    returnedAt?: string | null | undefined;
    inPause?: boolean;
  } = {},
): Promise<{ draft: DraftRow; decisionId: number | null }> {
  if (input.autosend_draft && input.add_notification) throw new ApiError(400, exclusiveSwitches);
  requireAddresses('cc_emails', input.cc_emails);
  requireAddresses('bcc_emails', input.bcc_emails);

  const found = await lockConversation(tx, where.organizationId, where.conversationId);
  if (!found) throw conversationNotFound();
  const { conversation, contact, draft: existing } = found;
  refuseWhileSending(existing);
  requireRevision(options, existing?.revision ?? null);
  if (options.ifNotQueued) requireNotQueued(existing);

  await requireImagesFit(tx, where.organizationId, input.body_html);

  const { recipient, subject } = addressing(conversation, contact);
  if (input.autosend_draft) {
    requireSendable(input.body_html, recipient, conversation.modality);
    const reply = { bodyHtml: input.body_html, ccEmails: input.cc_emails, bccEmails: input.bcc_emails };
    await requireNothingBlocks(tx, levelsOf(found.policy.checks), { conversation, contact, reply });
  }

  const revision = revisionOf({
    bodyHtml: input.body_html,
    subject,
    to: recipient,
    cc: input.cc_emails,
    bcc: input.bcc_emails,
  });
  const author = authorAfterSave(by, existing);
  const queued = input.autosend_draft;
  const held = queued && approvalNeeded(found.policy.approval, by, conversation.modality);
  const released = queued && !held;
  // What a manager reads before it goes may be asked for again.
  if (released && existing && options.returnedAt !== undefined)
    requireReturnRead(existing, options.returnedAt);
  const id = existing?.id ?? newId('rsp');
  const deliveryId = released ? randomUUID() : null;
  const approves =
    released && existing !== null && author === existing && mayDecide(by) && !isOwnToApprove(existing, by);
  // Whoever asked for the yes let it go, as where nothing is edited.
  const asked = approves && existing?.awaitingApproval ? existing.submittedBy : null;
  const saved = await upsertDraft(tx, {
    id,
    ...where,
    status: queued ? 'queued' : 'saved',
    awaitingApproval: held,
    bodyHtml: input.body_html,
    subject,
    ccEmails: input.cc_emails,
    bccEmails: input.bcc_emails,
    revision,
    authorKind: author.authorKind,
    authorId: author.authorId,
    authorName: author.authorName,
    edited: author === existing && (existing.edited || existing.revision !== revision),
    reviewRequestedAt: queued ? null : requestedAt(input, existing),
    submittedBy: queued && by.kind === 'person' ? (asked ?? by.id) : null,
    approval: approves ? approvalBy(by, revision) : null,
    returned: existing?.returned ?? null,
    readThrough:
      options.inPause && existing
        ? existing.answersUpTo
        : await readThroughOf(tx, where.conversationId, options.readThrough),
    holdSeconds: released ? rules.sendHoldSeconds : null,
    deliveryId,
  });
  await keepRevision(tx, saved, recipient, by);
  if (existing?.status === 'queued' && !queued) await recordRecall(tx, by, existing);
  const about = {
    ...where,
    responseId: saved.id,
    data: {
      revision,
      previous: existing?.revision ?? null,
      ...(options.inPause && !queued && { in_pause: true }),
      ...(held && { awaiting_approval: true }),
    },
  };
  const decisionId = queued
    ? await recordDecision(tx, by, {
        kind: approves ? 'draft_approved' : 'draft_queued',
        ...about,
        data: { ...about.data, before: stateBeforeLetGo(existing, saved) },
        notifies: approves ? ownerOf(existing, conversation, by) : held ? 'managers' : null,
      })
    : null;
  if (!queued) await recordEvent(tx, by, { kind: 'draft_saved', ...about });
  if (input.add_notification)
    await recordEvent(tx, by, { kind: 'review_requested', ...about, notifies: 'managers' });
  if (deliveryId && saved.releaseAt) {
    await rules.enqueue(tx, { kind: 'response', draftId: saved.id, deliveryId }, saved.releaseAt);
  }
  return { draft: saved, decisionId };
}

const requestedAt = (input: ResponseDraftInput, existing: DraftRow | null) =>
  existing?.reviewRequestedAt ?? (input.add_notification ? new Date().toISOString() : null);

async function readThroughOf(tx: Db, conversationId: string, messageId: string | undefined) {
  if (messageId === undefined) return null;
  const read = await findMessage(tx, conversationId, messageId);
  if (!read) throw new ApiError(422, 'read-through: no message of this conversation has this id');
  return read.createdAt;
}
