import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { recallReply } from '#contract/desk/conversation.ts';
import {
  deleteResponseDraft,
  type ResponseDraftReceipt,
  saveResponseDraft,
} from '#contract/response-drafts.ts';
import { ApiError, detailOf, request, send } from '../lib/http.ts';
import { queryRoots } from '../lib/query-roots.ts';
import { addressesOf } from './recipients.ts';
import { afterSave, type Base, outdated, type WorkingCopy, workingCopies } from './working-copy.ts';

/** Where a reply belongs. */
export interface ReplyPlace {
  organizationId: string;
  conversationId: string;
  /** Names the working copy. */
  copyKey: string;
}

/** Answers that were asked for before the change are dropped, so that none of them puts the old state back. */
async function refresh(client: QueryClient, conversationId: string): Promise<unknown> {
  const queryKey = queryRoots.conversation(conversationId);
  await client.cancelQueries({ queryKey });
  client.invalidateQueries({ queryKey: queryRoots.queue });
  client.invalidateQueries({ queryKey: queryRoots.conversations });
  return client.invalidateQueries({ queryKey });
}

const quoted = (revision: string) => `"${revision}"`;
const pathOf = ({ organizationId, conversationId }: ReplyPlace) => ({
  organization_id: organizationId,
  conversation_id: conversationId,
});

export interface SaveAttempt {
  copy: WorkingCopy;
  body: string;
  idempotencyKey: string;
}

export function useSaveReply(place: ReplyPlace) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['reply', place.conversationId],
    mutationFn: ({ copy, body, idempotencyKey }: SaveAttempt) =>
      send(saveResponseDraft, {
        params: pathOf(place),
        headers: {
          'idempotency-key': idempotencyKey,
          ...(copy.base ? { 'if-match': quoted(copy.base.revision) } : { 'if-none-match': '*' }),
        },
        body: {
          body_html: body,
          cc_emails: addressesOf(copy.cc),
          bcc_emails: addressesOf(copy.bcc),
          autosend_draft: copy.whenDone === 'send',
          add_notification: copy.whenDone === 'review' && copy.notify,
        },
      }),
    onSuccess: ({ answer, etag }, { copy }) => {
      const base = baseOf(answer, etag, copy);
      workingCopies.update(place.copyKey, (current) => afterSave(current, copy, base));
      return refresh(client, place.conversationId);
    },
    onError: (error, { copy }) => {
      workingCopies.update(place.copyKey, (current) => afterFailure(current, copy, error));
      if (error instanceof ApiError && error.status === 412) return refresh(client, place.conversationId);
      // Not waited for: while the connection is down, writing goes on.
      if (isUnanswered(error)) void refresh(client, place.conversationId);
      return undefined;
    },
  });
}

/** It may have arrived all the same. */
const isUnanswered = (error: Error) =>
  !(error instanceof ApiError) || error.status < 400 || error.status >= 500;

function afterFailure(current: WorkingCopy, tried: WorkingCopy, error: Error): WorkingCopy {
  // Saved by somebody else meanwhile (412): their version is offered beside this one, which says it better.
  const failure = error instanceof ApiError && error.status === 412 ? null : detailOf(error);
  const attempt =
    tried.attempt && isUnanswered(error) ? { ...tried.attempt, unansweredAt: Date.now() } : null;
  return { ...current, attempt, failure };
}

function baseOf(receipt: ResponseDraftReceipt, etag: string | null, { base }: WorkingCopy): Base {
  return { responseId: receipt.response_id, revision: etag ?? base?.revision ?? '' };
}

/** Takes a queued reply back; its answer is the saved one. */
export function useRecallReply(place: ReplyPlace) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['reply', place.conversationId],
    mutationFn: (revision: string) =>
      request(recallReply, {
        params: { conversation_id: place.conversationId },
        headers: { 'if-match': quoted(revision) },
      }),
    onSuccess: () => workingCopies.update(place.copyKey, outdated),
    onSettled: () => refresh(client, place.conversationId),
  });
}

export function useDiscardReply(place: ReplyPlace) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: ['reply', place.conversationId],
    mutationFn: ({ responseId, revision }: Base) =>
      request(deleteResponseDraft, {
        params: { ...pathOf(place), response_id: responseId },
        headers: { 'if-match': quoted(revision) },
      }),
    onSuccess: () => {
      workingCopies.set(place.copyKey, undefined);
      return refresh(client, place.conversationId);
    },
    onError: () => refresh(client, place.conversationId),
  });
}
