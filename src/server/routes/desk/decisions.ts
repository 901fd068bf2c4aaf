import {
  approveReplies,
  confirmReply,
  type Decided as DecidedRow,
  discardReply,
  returnReplies,
  undoDecisions,
} from '#contract/desk/decisions.ts';
import type { Endpoint } from '#contract/endpoint.ts';
import { confirmAnswer } from '../../drafts/confirm-answer.ts';
import { approveReply, returnToRep } from '../../drafts/decide.ts';
import { discardDraft } from '../../drafts/discard-draft.ts';
import { once } from '../../drafts/once.ts';
import { undoDecision } from '../../drafts/undo-decision.ts';
import { ApiError, conversationNotFound } from '../../errors.ts';
import type { Caller } from '../../session/caller.ts';
import { findConversationInFull } from '../../store/conversations.ts';
import type { Db } from '../../store/database.ts';
import { keyed } from '../keyed.ts';
import type { Router } from '../serve.ts';
import type { RouteTools } from '../tools.ts';
import { presentReply } from './present-reply.ts';

interface Where {
  organizationId: string;
  conversationId: string;
}

interface Rows<Item> {
  caller: Caller;
  headers: { 'idempotency-key'?: string | undefined };
  body: { items: readonly Item[] };
}

/** The reply as the decision left it: read before anybody else, such as the delivery, can go on with it. */
async function replyOf(tx: Db, caller: Caller, { organizationId, conversationId }: Where) {
  const found = await findConversationInFull(tx, organizationId, conversationId);
  if (!found?.draft) throw conversationNotFound();
  return presentReply(found.draft, found, caller);
}

const kept = <Body>(body: Body) => ({ status: 200, body, headers: {} });

export function decisionRoutes(router: Router, { db, rules }: RouteTools): void {
  /**
   * One after the other, each in a transaction of its own: what is refused of one row leaves the others alone. Each
   * keeps what became of it under a key of its own, so that a retry decides what its first try did not come to.
   */
  async function each<Item extends { conversation_id: string }>(
    endpoint: Endpoint,
    received: Rows<Item>,
    decide: (tx: Db, where: Where, item: Item) => Promise<number>,
  ): Promise<{ results: DecidedRow[] }> {
    const { caller, body } = received;
    const request = keyed(endpoint, received);
    // Claims the key for this body.
    if (request.key !== undefined) await once(db, request, async () => kept(null));
    const results: DecidedRow[] = [];
    for (const [n, item] of body.items.entries()) {
      // No header has a line break in it: nobody else's key is like that.
      const key = request.key && `${request.key}\n${n}`;
      const where = { organizationId: caller.organizationId, conversationId: item.conversation_id };
      const answer = await once(db, { ...request, key }, async (tx) =>
        kept(await rowOf(tx, caller, where, (inner) => decide(inner, where, item))),
      );
      results.push(answer.body as DecidedRow);
    }
    return { results };
  }

  router.serve(approveReplies, 'manager', (received) =>
    each(approveReplies, received, async (tx, where, { revision, read_through, as_read: read }) => {
      const state = read && { awaitingApproval: read.awaiting_approval, returnedAt: read.returned_at };
      const asRead = { revision, through: read_through ?? null, state };
      return (await approveReply(tx, rules, received.caller, where, asRead)).decisionId;
    }),
  );

  router.serve(returnReplies, 'manager', (received) =>
    each(returnReplies, received, async (tx, where, { revision }) => {
      const { note, passage = null } = received.body;
      return (await returnToRep(tx, received.caller, where, { revision, note, passage })).decisionId;
    }),
  );

  router.serve(undoDecisions, 'person', (received) =>
    each(undoDecisions, received, async (tx, where, { decision_id }) => {
      await undoDecision(tx, rules, received.caller, where, decision_id);
      return decision_id;
    }),
  );

  router.serve(confirmReply, 'person', async (received) => {
    const { params, body, caller } = received;
    const where = { organizationId: caller.organizationId, conversationId: params.conversation_id };
    const answer = await once(db, keyed(confirmReply, received), async (tx) => {
      const read = { revision: body.revision, through: body.read_through };
      const { decisionId } = await confirmAnswer(tx, caller, where, read);
      return kept({ decision_id: decisionId, reply: await replyOf(tx, caller, where) });
    });
    return answer.body as { decision_id: number; reply: Awaited<ReturnType<typeof replyOf>> };
  });

  router.serve(discardReply, 'person', async (received) => {
    const { params, body, caller } = received;
    const where = { organizationId: caller.organizationId, conversationId: params.conversation_id };
    const answer = await once(db, keyed(discardReply, received), async (tx) => {
      const { decisionId } = await discardDraft(tx, caller, where, { ifMatch: `"${body.revision}"` });
      return kept({ decision_id: decisionId });
    });
    return answer.body as { decision_id: number };
  });
}

/** What became of one row; a refusal takes back only what it had begun. */
async function rowOf(
  tx: Db,
  caller: Caller,
  where: Where,
  decide: (inner: Db) => Promise<number>,
): Promise<DecidedRow> {
  const row = { conversation_id: where.conversationId };
  try {
    return await tx.transaction(async (inner) => {
      const decision_id = await decide(inner);
      return { ...row, ok: true, decision_id, reply: await replyOf(inner, caller, where) };
    });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ...row, ok: false, status: error.status, detail: error.message };
  }
}
