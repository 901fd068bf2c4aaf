import {
  createMessageDraft,
  deleteMessageDraft,
  getMessageDraft,
  listMessageDrafts,
} from '#contract/message-drafts.ts';
import { createMessageDraft as create } from '../drafts/create-message-draft.ts';
import { discardMessageDraft, messageDraftNotFound } from '../drafts/discard-message-draft.ts';
import { once } from '../drafts/once.ts';
import type { MessageDraftRow } from '../store/message-drafts.ts';
import * as store from '../store/message-drafts.ts';
import { keyed } from './keyed.ts';
import { listing } from './listing.ts';
import { instantOrNull, presentMessageDraft } from './present.ts';
import type { Router } from './serve.ts';
import { spanOf } from './span.ts';
import type { RouteTools } from './tools.ts';

export function messageDraftRoutes(router: Router, { db, cursorSecret, rules }: RouteTools): void {
  router.serve(createMessageDraft, 'caller', async (received) => {
    const { params, body, caller } = received;
    const answer = await once(db, keyed(createMessageDraft, received), async (tx) => {
      const draft = await create(tx, rules, caller, params.organization_id, body);
      return { status: 201, body: presentReceipt(draft), headers: {} };
    });
    return answer.body as ReturnType<typeof presentReceipt>;
  });

  router.serve(listMessageDrafts, 'caller', ({ params, query }) => {
    const span = spanOf(query);
    return listing(
      cursorSecret,
      ['message-drafts', params.organization_id, span.from, span.to],
      query,
      (request) => store.listMessageDrafts(db, params.organization_id, span, request),
      presentMessageDraft,
    );
  });

  router.serve(getMessageDraft, 'caller', async ({ params }) => {
    const found = await store.findMessageDraft(db, params.organization_id, params.draft_id);
    if (!found) throw await messageDraftNotFound(db, params.organization_id, params.draft_id);
    return presentMessageDraft(found);
  });

  router.serve(deleteMessageDraft, 'caller', async ({ params, caller }) => {
    await discardMessageDraft(db, caller, params.organization_id, params.draft_id);
    return undefined;
  });
}

const presentReceipt = (row: MessageDraftRow) => ({
  draft_id: row.id,
  scheduled_to_send: row.status !== 'saved',
  scheduled_send_at: instantOrNull(row.scheduledSendAt),
  folder: row.folder,
});
