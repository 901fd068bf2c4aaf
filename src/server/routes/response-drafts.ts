import {
  deleteResponseDraft,
  getResponseDraft,
  listResponseDrafts,
  saveResponseDraft,
} from '#contract/response-drafts.ts';
import { discardDraft } from '../drafts/discard-draft.ts';
import { draftNotFound } from '../drafts/draft-not-found.ts';
import { once } from '../drafts/once.ts';
import { etagOf } from '../drafts/precondition.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { findDraft, listDrafts } from '../store/drafts.ts';
import { existing } from './conversations.ts';
import { keyed } from './keyed.ts';
import { listing } from './listing.ts';
import { presentDraft, presentReceipt } from './present.ts';
import type { Router } from './serve.ts';
import { spanOf } from './span.ts';
import type { RouteTools } from './tools.ts';

export function responseDraftRoutes(router: Router, { db, cursorSecret, rules }: RouteTools): void {
  router.serve(saveResponseDraft, 'caller', async (received) => {
    const { params, headers, body, caller, setHeader } = received;
    const where = { organizationId: params.organization_id, conversationId: params.conversation_id };
    const answer = await once(db, keyed(saveResponseDraft, received), async (tx) => {
      const { draft, decisionId } = await saveDraft(tx, rules, caller, where, body, {
        ifMatch: headers['if-match'],
        ifNoneMatch: headers['if-none-match'],
        ifNotQueued: headers['if-not-queued'] !== undefined,
        readThrough: headers['read-through'],
        returnedAt: headers['returned-at'] === 'never' ? null : headers['returned-at'],
        inPause: headers.autosave !== undefined,
      });
      const undoneBy: Record<string, string> =
        decisionId === null ? {} : { 'Decision-Id': String(decisionId) };
      return {
        status: 200,
        body: presentReceipt(draft),
        headers: { ETag: etagOf(draft.revision), ...undoneBy },
      };
    });
    for (const [name, value] of Object.entries(answer.headers)) setHeader(name, value);
    return answer.body as ReturnType<typeof presentReceipt>;
  });

  router.serve(listResponseDrafts, 'caller', async ({ params, query }) => {
    const { id } = await existing(db, params.organization_id, params.conversation_id);
    const span = spanOf(query);
    return listing(
      cursorSecret,
      ['response-drafts', params.organization_id, id, span.from, span.to],
      query,
      (request) => listDrafts(db, id, span, request),
      presentDraft,
    );
  });

  router.serve(getResponseDraft, 'caller', async ({ params, setHeader }) => {
    const {
      organization_id: organizationId,
      conversation_id: conversationId,
      response_id: responseId,
    } = params;
    await existing(db, organizationId, conversationId);
    const found = await findDraft(db, organizationId, conversationId, responseId);
    if (!found) throw await draftNotFound(db, { organizationId, conversationId, responseId });
    setHeader('ETag', etagOf(found.draft.revision));
    return presentDraft(found);
  });

  router.serve(deleteResponseDraft, 'caller', async ({ params, headers, caller }) => {
    const where = {
      organizationId: params.organization_id,
      conversationId: params.conversation_id,
      responseId: params.response_id,
    };
    await discardDraft(db, caller, where, { ifMatch: headers['if-match'] });
    return undefined;
  });
}
