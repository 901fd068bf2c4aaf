import { type DeskMessage, getDeskConversation, listDeskMessages } from '#contract/desk/conversation.ts';
import { getSession } from '#contract/desk/session.ts';
import { ApiError, isSignedOut, type Receipt, request } from '../http.ts';
import { arrivedAfter, lastArrived } from '../last-arrived.ts';
import { postReply } from '../post-reply.ts';
import type { Intent, Question } from './intents.ts';

/** Milliseconds: the desk knows a key again for a day, and no clock is exact. */
const keysLast = 20 * 3_600_000;

/** What became of an intent. */
export type Outcome =
  | { kind: 'sent'; receipt: Receipt; name: string; held: boolean }
  | { kind: 'asks'; question: Question; name: string }
  /** Nobody answered, or somebody else is signed in: it waits on. */
  | { kind: 'waits' };

const waits: Outcome = { kind: 'waits' };

/** What came after the message that had been read. */
function messagesSince(messages: readonly DeskMessage[], { readThrough, at }: Intent): DeskMessage[] {
  const read = messages.find(({ message_id }) => message_id === readThrough);
  if (read) return arrivedAfter(messages, read);
  return readThrough === null ? messages.filter((message) => Date.parse(message.at) > at) : [...messages];
}

const changed: Question = {
  kind: 'changed',
  detail: 'The reply was changed, sent or discarded by somebody else before yours could be sent.',
  readThrough: null,
};

/** It was refused, or may have arrived. */
function afterError(error: unknown, name: string): Outcome {
  if (!(error instanceof ApiError) || isSignedOut(error) || error.status < 400 || error.status >= 500)
    return waits;
  if (error.status === 412) return { kind: 'asks', question: changed, name };
  return { kind: 'asks', question: { kind: 'refused', detail: error.detail, readThrough: null }, name };
}

/**
 * Does what was asked for while the desk could not be reached, once: under the key that it was given then, only on the
 * revision that was edited, and only if the customer has not written since. What came in between is checked by the desk.
 * @param noteTry is waited for before anything leaves: from then on the desk may have it.
 */
export async function carryOut(
  intent: Intent,
  personId: string,
  noteTry: () => Promise<void>,
): Promise<Outcome> {
  const params = { conversation_id: intent.conversationId };
  const read = await Promise.all([
    request(getSession, {}),
    request(getDeskConversation, { params }),
    request(listDeskMessages, { params, query: { limit: 50 } }),
  ]).catch((error: unknown) => error);
  if (!Array.isArray(read)) {
    const gone = read instanceof ApiError && read.status === 404;
    return gone ? { kind: 'asks', question: changed, name: 'the customer' } : waits;
  }
  const [session, conversation, { data: messages }] = read;
  if (session.person.person_id !== personId) return waits;
  const { contact, approval_needed: held } = conversation;
  const name = contact.name ?? contact.email ?? contact.phone_number ?? 'the customer';

  const since = messagesSince(messages, intent);
  const own = intent.send.base?.responseId;
  const isGone = own !== undefined && since.some(({ response_id }) => response_id === own);
  // What went out may be this, from a try that nobody answered: asked under its key, the desk knows.
  if (isGone && !intent.tried) return { kind: 'asks', question: changed, name };
  const written = lastArrived(since.filter(({ message_direction: direction }) => direction === 'received'));
  if (written && !isGone) {
    const detail = 'The customer wrote again before this could be sent. Read the new message first.';
    return { kind: 'asks', question: { kind: 'customer', detail, readThrough: written.message_id }, name };
  }
  if (Date.now() - intent.at > keysLast) {
    const detail = 'This was to be sent a while ago. Look at it once more.';
    return { kind: 'asks', question: { kind: 'old', detail, readThrough: null }, name };
  }
  const { readThrough, returnedAt, lost } = intent;
  try {
    await noteTry();
    const before = lost && (await postReply(intent, lost, { inPause: true }));
    const wanted = before ? { ...intent.send, base: before.base } : intent.send;
    const { receipt } = await postReply(intent, wanted, { readThrough, returnedAt });
    return { kind: 'sent', receipt, name, held };
  } catch (error) {
    return afterError(error, name);
  }
}
