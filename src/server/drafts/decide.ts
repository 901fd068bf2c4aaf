import { randomUUID } from 'node:crypto';
import { ApiError, changedMeanwhile } from '../errors.ts';
import type { Db } from '../store/database.ts';
import { type DraftRow, notQueued, releaseDraft, setDraft } from '../store/drafts.ts';
import { recordDecision } from '../store/events.ts';
import { newestReceived } from '../store/messages.ts';
import { approvalBy, approverOf, isOwnToApprove, ownerOf } from './approval.ts';
import { levelsOf, requireNothingBlocks } from './blocking-findings.ts';
import { type Author, type DraftRules, mayDecide } from './life.ts';
import { lockReply } from './lock-reply.ts';
import { requireReturnRead } from './precondition.ts';
import { addressing } from './reply-heading.ts';
import { requireSendable } from './require-sendable.ts';
import { stateBefore } from './undo-decision.ts';

export interface Decided {
  decisionId: number;
  draft: DraftRow;
}

/** In which a reply was read. */
interface StateRead {
  awaitingApproval: boolean;
  returnedAt: string | null;
}

interface Where {
  organizationId: string;
  conversationId: string;
}

/**
 * A manager's yes: the reply is let go, at the very revision that was read.
 * @param read `revision`: what was read; `through`: the customer's last message that was read, where one came after the reply;
 * `state`: the one in which it was read, where that is known.
 * @throws ApiError 400 (nothing to send, being sent), 403 (not a manager, or one's own reply), 404, 409 (let go already,
 * returned or taken back since, the customer wrote since), 412 (changed meanwhile).
 */
export async function approveReply(
  db: Db,
  rules: DraftRules,
  by: Author,
  where: Where,
  read: { revision: string; through: string | null; state?: StateRead | undefined },
): Promise<Decided> {
  return db.transaction(async (tx) => {
    const { conversation, contact, draft, policy, customerWrote } = await toDecide(
      tx,
      by,
      where,
      read.revision,
    );
    if (draft.status === 'queued' && !draft.awaitingApproval)
      throw new ApiError(409, 'This reply was let go already: nothing is left to approve.');
    if (read.state) requireState(draft, read.state);
    if (isOwnToApprove(draft, by))
      throw new ApiError(403, 'This is your own reply: another manager approves it.');
    if (customerWrote !== null && customerWrote !== read.through)
      throw new ApiError(409, 'The customer wrote again after this reply was drafted: read that first.');
    requireSendable(draft.bodyHtml, addressing(conversation, contact).recipient, conversation.modality);
    await requireNothingBlocks(tx, levelsOf(policy.checks), { conversation, contact, reply: draft });
    const decisionId = await recordDecision(tx, by, {
      kind: 'draft_approved',
      ...where,
      responseId: draft.id,
      data: { revision: draft.revision, before: stateBefore(draft) },
      notifies: ownerOf(draft, conversation, by),
    });
    const deliveryId = randomUUID();
    const released = await releaseDraft(tx, draft.id, {
      deliveryId,
      holdSeconds: rules.sendHoldSeconds,
      approval: approvalBy(by, draft.revision),
      submittedBy: draft.submittedBy,
    });
    if (released.releaseAt)
      await rules.enqueue(tx, { kind: 'response', draftId: draft.id, deliveryId }, released.releaseAt);
    return { decisionId, draft: released };
  });
}

/**
 * A manager's no: the reply is saved again and says what to do about it. Its owner hears of it, or whoever had approved it
 * where it is nobody's own.
 * @throws ApiError 400 (being sent), 403 (not a manager), 404, 412 (changed meanwhile).
 */
export async function returnToRep(
  db: Db,
  by: Author,
  where: Where,
  read: { revision: string; note: string; passage: string | null },
): Promise<Decided> {
  const { revision, note, passage } = read;
  return db.transaction(async (tx) => {
    const { conversation, draft } = await toDecide(tx, by, where, revision);
    const decisionId = await recordDecision(tx, by, {
      kind: 'draft_returned',
      ...where,
      responseId: draft.id,
      data: { revision, note, passage, before: stateBefore(draft) },
      notifies: ownerOf(draft, conversation, by) ?? approverOf(draft, by),
    });
    const at = new Date().toISOString();
    const returned = { revision, note, passage, personId: by.id, name: by.name, at };
    const changed = { ...notQueued, failure: null, returned, reviewRequestedAt: null };
    return { decisionId, draft: await setDraft(tx, draft.id, changed) };
  });
}

/** No yes overrules what whoever said it had not seen: a no of somebody else, or that its writer went on writing. */
function requireState(draft: DraftRow, read: StateRead): void {
  requireReturnRead(draft, read.returnedAt);
  if (read.awaitingApproval && !draft.awaitingApproval)
    throw new ApiError(
      409,
      'This reply was taken back while you were reading it. Nothing was sent: decide again, or leave it to its writer.',
    );
}

/** The reply, locked, if `by` may decide about it and it is still what was read. */
async function toDecide(tx: Db, by: Author, where: Where, revision: string) {
  if (!mayDecide(by)) throw new ApiError(403, 'Managers approve and return replies: ask one of them.');
  const found = await lockReply(tx, where);
  const { draft } = found;
  if (draft.status === 'sending') throw new ApiError(409, 'Too late: the reply is being sent right now.');
  if (draft.revision !== revision) throw changedMeanwhile('The reply');
  const customerWrote = await newestReceived(tx, where.conversationId, draft.answersUpTo);
  return { ...found, customerWrote };
}
