import { saveResponseDraft } from '#contract/response-drafts.ts';
import { send } from './http.ts';
import type { KeyedRequest } from './offline/intents.ts';

interface InViewOf {
  /** It is saved by itself: what the reply answers stays as it was. */
  inPause?: boolean;
  /** The last message that was read; null: that is not known. */
  readThrough?: string | null;
  /** When the last return that was read was made; null: there was none; undefined: that is not known. */
  returnedAt?: string | null | undefined;
  /** Milliseconds until whoever asks gives it up. */
  patience?: number | undefined;
}

/**
 * Saves a reply, or lets it go, on the revision that was edited alone: under the same key once, however often it is asked.
 * @returns what the desk answered, and what it saved, to build on.
 * @throws ApiError as the desk refused it, with status 0 where nobody answered.
 */
export async function postReply(
  { organizationId, conversationId }: { organizationId: string; conversationId: string },
  { key, input, base }: KeyedRequest,
  { inPause = false, readThrough = null, returnedAt, patience }: InViewOf,
) {
  const { answer, etag, decisionId } = await send(saveResponseDraft, {
    params: { organization_id: organizationId, conversation_id: conversationId },
    headers: {
      'idempotency-key': key,
      'if-not-queued': '?1',
      ...(inPause ? { autosave: '?1' } : {}),
      ...(readThrough === null ? {} : { 'read-through': readThrough }),
      ...(returnedAt === undefined ? {} : { 'returned-at': returnedAt ?? 'never' }),
      ...(base ? { 'if-match': `"${base.revision}"` } : { 'if-none-match': '*' }),
    },
    body: input,
    ...(patience === undefined ? {} : { signal: AbortSignal.timeout(patience) }),
  });
  return {
    receipt: { ...answer, decisionId },
    base: { responseId: answer.response_id, revision: etag ?? base?.revision ?? '' },
  };
}
