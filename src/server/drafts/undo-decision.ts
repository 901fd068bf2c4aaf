import { randomUUID } from 'node:crypto';
import { ApiError, conversationNotFound } from '../errors.ts';
import { lockConversation } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { type DraftRow, notQueued, placeDraft, queueAgain, setDraft } from '../store/drafts.ts';
import { type EventRow, findEvent, isAnotherBegunSince, lastEventOf, recordEvent } from '../store/events.ts';
import { findRevision } from '../store/revisions.ts';
import type { Author, DraftRules } from './life.ts';

const kept = [
  'status',
  'awaitingApproval',
  'scheduledSendAt',
  'reviewRequestedAt',
  'submittedBy',
  'approval',
  'returned',
  'failure',
  'answersUpTo',
] as const;
type State = Pick<DraftRow, (typeof kept)[number]>;

/** What a decision changes of a draft, as it was: kept in the log of events, so that the decision can be undone. */
export const stateBefore = (draft: DraftRow): State =>
  Object.fromEntries(kept.map((name) => [name, draft[name]])) as State;

/** What deleting a draft takes, but for its body, which its revision has. */
export const rowBefore = ({ bodyHtml: _body, departed: _departed, ...rest }: DraftRow) => rest;

/**
 * Takes back an approval, a return or a deletion: state, body, recipients are as they were before it. What had been let go
 * is let go anew, with a whole undo window: the one that it had may be over.
 * @param decisionId the event that recorded the decision.
 * @throws ApiError 403 (somebody else's), 404, 409 (something happened since: sent, being sent, changed, begun anew).
 */
export async function undoDecision(
  db: Db,
  rules: DraftRules,
  by: Author,
  where: { organizationId: string; conversationId: string },
  decisionId: number,
): Promise<DraftRow> {
  return db.transaction(async (tx) => {
    const found = await lockConversation(tx, where.organizationId, where.conversationId);
    if (!found) throw conversationNotFound();
    const decision = await findEvent(tx, where, decisionId);
    if (!decision?.responseId || !decision.data.before)
      throw new ApiError(404, 'There is no such decision to undo.');
    if (decision.actorId !== by.id) throw new ApiError(403, 'Only who decided can undo it.');
    const { draft } = found;
    const last = await lastEventOf(tx, decision.responseId);
    if (last?.id !== decisionId) throw tooLate(last?.kind);
    const before =
      decision.kind === 'draft_deleted'
        ? await recreate(tx, draft, decision)
        : await restore(tx, draft, decision);
    const restored = await letGoAgain(tx, rules, before);
    await recordEvent(tx, by, {
      kind: 'decision_undone',
      ...where,
      responseId: restored.id,
      data: { decision: decision.kind, decision_id: decisionId, revision: restored.revision },
      notifies: decision.notifies,
    });
    return restored;
  });
}

async function restore(tx: Db, draft: DraftRow | null, { data, responseId }: EventRow): Promise<DraftRow> {
  if (draft?.id !== responseId || draft.status === 'sending') throw tooLate('sending');
  return setDraft(tx, draft.id, { ...notQueued, ...(data.before as State) });
}

async function recreate(tx: Db, draft: DraftRow | null, decision: EventRow): Promise<DraftRow> {
  if (draft || (await isAnotherBegunSince(tx, decision)))
    throw new ApiError(409, 'Too late to undo: another reply was begun in this conversation.');
  const { data } = decision;
  const before = data.before as ReturnType<typeof rowBefore>;
  const content = await findRevision(tx, before.id, before.revision);
  if (!content) throw new Error(`The revision ${before.revision} of ${before.id} is not kept`);
  return placeDraft(tx, { ...before, bodyHtml: content.bodyHtml });
}

async function letGoAgain(tx: Db, rules: DraftRules, draft: DraftRow): Promise<DraftRow> {
  if (draft.status !== 'queued' || draft.awaitingApproval) return draft;
  const deliveryId = randomUUID();
  const queued = await queueAgain(tx, draft.id, { deliveryId, holdSeconds: rules.sendHoldSeconds });
  if (queued.releaseAt)
    await rules.enqueue(tx, { kind: 'response', draftId: draft.id, deliveryId }, queued.releaseAt);
  return queued;
}

/** @param since what happened last; `sending`: the reply is on its way. */
function tooLate(since: string | undefined): ApiError {
  const why =
    since === 'draft_sent'
      ? 'the reply was sent'
      : since === 'sending'
        ? 'the reply is being sent right now'
        : 'the reply was changed since';
  return new ApiError(409, `Too late to undo: ${why}.`);
}
