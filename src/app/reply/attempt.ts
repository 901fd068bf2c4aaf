export type WhenDone = 'review' | 'send';

/** The last message of a conversation that went out through the desk. */
export interface LastSent {
  responseId: string;
  at: string;
  /** The name of who approved it; null where nobody did. */
  approvedBy: string | null;
}

/** One try, or several, at saving or sending the very same thing. */
export interface Attempt {
  /** The Idempotency-Key: the same for the same content, so that no retry sends twice. */
  key: string;
  content: string;
  whenDone: WhenDone;
  /** The reply that it builds on. */
  responseId: string | null;
  /** When it was first made (ms). */
  at: number;
  /** When it ended without an answer (ms); null while it is under way. */
  unansweredAt: number | null;
  /** What had been sent before; undefined where that was not known. */
  lastSent: string | null | undefined;
}

export function attemptAt(
  previous: Attempt | null,
  next: Pick<Attempt, 'content' | 'whenDone' | 'responseId' | 'lastSent'>,
): Attempt {
  if (previous?.content === next.content) return { ...previous, unansweredAt: null };
  return { ...next, key: crypto.randomUUID(), at: Date.now(), unansweredAt: null };
}

export interface Heard {
  /** When the conversation and its history were last heard of (ms). */
  asOf: number;
  historyAsOf: number;
  hasReply: boolean;
  lastSent: LastSent | null | undefined;
}

/**
 * What became of an attempt to send that nobody answered: `unknown` until both the conversation and its history were
 * heard of again; the message it became, where one is there that was not; null where nothing of it arrived.
 */
export function arrivalOf(attempt: Attempt | null, heard: Heard): LastSent | 'unknown' | null {
  if (attempt === null || attempt.whenDone !== 'send' || attempt.unansweredAt === null) return null;
  const { asOf, historyAsOf, hasReply, lastSent } = heard;
  if (asOf <= attempt.unansweredAt || historyAsOf <= attempt.unansweredAt) return 'unknown';
  if (hasReply || !lastSent || lastSent.responseId === attempt.lastSent) return null;
  if (attempt.responseId !== null) return lastSent.responseId === attempt.responseId ? lastSent : null;
  const isNew = attempt.lastSent !== undefined || Date.parse(lastSent.at) >= attempt.at;
  return isNew ? lastSent : null;
}
