import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { approveReplies, confirmReply, type Decided, returnReplies } from '#contract/desk/decisions.ts';
import { askAgain } from '../lib/ask-again.ts';
import { ApiError, request } from '../lib/http.ts';
import { oneByOne, replyKey } from '../lib/reply-mutations.ts';
import { stateAsRead } from '../lib/state-as-read.ts';
import { forgetConversation, type Made, undoOf } from '../lib/undo-decisions.ts';
import { offerUndo } from '../lib/undoable.ts';
import { whenIdle } from '../lib/when-idle.ts';

/** The one decision that was asked for. @throws ApiError as it was refused. */
function only([result]: Decided[]): Made {
  if (!result) throw new ApiError(500, 'The desk did not say what became of it.');
  if (!result.ok) throw new ApiError(result.status, result.detail);
  return result;
}

/** What of a reply's state a decision is made in view of: decided once more in view of another, it is another decision. */
const stateOf = ({ response_id, status, awaiting_approval, returned, approval }: DeskReply) =>
  JSON.stringify([response_id, status, awaiting_approval, returned?.at, approval?.at]);

export function useApprove(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: replyKey(conversationId),
    mutationFn: async ({ reply, revision }: { reply: DeskReply; revision: string }) => {
      const items = [{ conversation_id: conversationId, revision, as_read: stateAsRead(reply) }];
      const seen = stateOf(reply);
      return only((await askAgain(() => request(approveReplies, { body: { items }, seen }))).results);
    },
    // Who decided is on the way to the next reply, which comes first.
    onSettled: () => void whenIdle(() => void forgetConversation(client, conversationId)),
  });
}

export function useReturn(conversationId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: replyKey(conversationId),
    mutationFn: async ({
      reply,
      revision,
      note,
      passage,
    }: {
      reply: DeskReply;
      revision: string;
      note: string;
      passage: string | null;
    }) => {
      const items = [{ conversation_id: conversationId, revision }];
      const body = { items, note, passage };
      const seen = stateOf(reply);
      return only((await askAgain(() => request(returnReplies, { body, seen }))).results);
    },
    onSettled: () => void forgetConversation(client, conversationId),
  });
}

/**
 * “I have read it”: the reply still stands after what the customer wrote last.
 * @param latest the revision that this page saved last, which the desk may not have told of yet.
 */
export function useConfirm(conversationId: string, contactName: string, latest: () => string | undefined) {
  const client = useQueryClient();
  return useMutation({
    // After a save that is under way.
    ...oneByOne(conversationId),
    mutationFn: ({ reply, read_through }: { reply: DeskReply; read_through: string }) => {
      const params = { conversation_id: conversationId };
      const body = { revision: latest() ?? reply.revision, read_through };
      return askAgain(() => request(confirmReply, { params, body, seen: stateOf(reply) }));
    },
    onSuccess: ({ decision_id }) =>
      offerUndo({
        label: `Kept the reply to ${contactName} after the new message`,
        conversationId,
        until: null,
        ...undoOf(client, [{ conversation_id: conversationId, decision_id }]),
      }),
    onSettled: () => forgetConversation(client, conversationId),
  });
}
