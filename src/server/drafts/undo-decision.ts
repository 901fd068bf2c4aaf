import { randomUUID } from 'node:crypto';
import type { EventKind } from '#contract/desk/happening.ts';
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

/** Nobody has let it go. */
const notLetGo = {
  status: 'saved',
  awaitingApproval: false,
  scheduledSendAt: null,
  submittedBy: null,
  approval: null,
  failure: null,
} as const;

/**
 * What letting a reply go changes of it, as it was. Its words stay when that is undone: so what was on its way before, or
 * waited with other words, is saved then, as is what is begun with this.
 */
export const stateBeforeLetGo = (existing: DraftRow | null, letGo: DraftRow): State =>
  existing?.status === 'saved' || (existing?.awaitingApproval && existing.revision === letGo.revision)
    ? stateBefore(existing)
    : { ...stateBefore(existing ?? letGo), ...notLetGo };

/** What deleting a draft takes, but for its body, which its revision has. */
export const rowBefore = ({ bodyHtml: _body, departed: _departed, ...rest }: DraftRow) => rest;

/**
 * Takes back an approval, a return, a deletion, a word that the reply still stands, or that a reply was taken back: state,
 * body, recipients are as they were before it. What had been let go is let go anew, with a whole undo window: the one that
 * it had may be over. Where a save let the reply go, the words stay and the state is as it was.
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
    const last = await lastEventOf(tx, { ...where, responseId: decision.responseId });
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
      // That it was let go is no news that stays; whoever was told of a decision is told that it is none.
      notifies: decision.kind === 'draft_queued' ? null : decision.notifies,
    });
    return restored;
  });
}

const letsGo: ReadonlySet<string> = new Set<EventKind>(['draft_queued', 'draft_approved']);

/** By which `by` can undo that the reply is on its way; null where somebody else let it go, or something happened since. */
export async function ownLettingGo(db: Db, by: Author, draft: DraftRow | null): Promise<number | null> {
  if (draft?.status !== 'queued') return null;
  const last = await lastEventOf(db, { conversationId: draft.conversationId, responseId: draft.id });
  return last?.actorId === by.id && letsGo.has(last.kind) && last.data.before ? last.id : null;
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

/** What happened to the reply since, in words. */
const whys: { [Since in EventKind | 'sending']?: string } = {
  draft_sent: 'was sent',
  sending: 'is being sent right now',
  draft_retrying: 'could not be sent, and that is tried again',
  draft_failed: 'could not be sent',
  draft_stopped: 'was held since, as the customer wrote again',
  draft_confirmed: 'was confirmed since, as the customer wrote again',
  draft_queued: 'was let go since',
  draft_recalled: 'was taken back since',
  draft_approved: 'was approved since',
  draft_returned: 'was returned since',
  draft_deleted: 'was discarded since',
  decision_undone: 'is not as that decision left it any more',
};

const tooLate = (since: string | undefined): ApiError =>
  new ApiError(
    409,
    `Too late to undo: the reply ${whys[since as EventKind | 'sending'] ?? 'was changed since'}.`,
  );
