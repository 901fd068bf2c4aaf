import type { KnownRevision } from '#contract/desk/history.ts';

/** What decides with what the reader of a reply wants it compared. */
export interface Reading {
  /** What the reader read before it changed. */
  missedSince: string | null;
  /** What a manager gave back. */
  returned: string | null;
  /** A manager is to decide about it. */
  isToReview: boolean;
}

/**
 * What a reader wants the reply compared with: what they read before it changed, what was returned, what the AI wrote;
 * else what was first saved. Null: it says what was first written.
 * @param revisions oldest first.
 */
export function comparedWith(
  revisions: readonly KnownRevision[],
  current: string,
  { missedSince, returned, isToReview }: Reading,
): { revision: string; why: string } | null {
  if (missedSince !== null && missedSince !== current)
    return { revision: missedSince, why: 'Changed since you read it' };
  // Whoever reviews it again hears also that nothing was changed.
  if (returned !== null && (isToReview || returned !== current))
    return { revision: returned, why: 'Changed since it was returned' };
  const [first] = revisions;
  if (!first || first.revision === current) return null;
  return {
    revision: first.revision,
    why: first.actor.kind === 'key' ? 'Changed since the AI draft' : 'Changed since it was first saved',
  };
}
