import type { Happening } from '#contract/desk/happening.ts';
import { passingSaves } from './passing-saves.ts';

export interface KnownRevision {
  revision: string;
  /** Who brought it about. */
  who: string;
  byProgram: boolean;
  at: string;
  /** Its writer wrote past it: it was saved in a pause. */
  isPassing: boolean;
}

const begins = new Set(['draft_saved', 'draft_queued', 'draft_approved', 'draft_restored', 'draft_kept']);

/** The contents that a reply had, oldest first, each once: when it was first brought about. */
export function revisionsOf(happenings: readonly Happening[], responseId: string): KnownRevision[] {
  const found = new Map<string, KnownRevision>();
  const passing = passingSaves(happenings);
  for (const { event_id, response_id, revision, kind, actor, at } of happenings.toReversed()) {
    if (response_id !== responseId || revision === null || !begins.has(kind)) continue;
    const isPassing = passing.has(event_id);
    const known = found.get(revision);
    if (known) known.isPassing &&= isPassing;
    else {
      const who = actor.name ?? 'The desk';
      found.set(revision, { revision, who, byProgram: actor.kind === 'key', at, isPassing });
    }
  }
  return [...found.values()];
}

/**
 * What a reader wants the reply compared with: what they read before it changed, what was returned, what the AI wrote;
 * else what was first saved.
 */
export function comparedWith(
  revisions: readonly KnownRevision[],
  current: string,
  wanted: { missedSince: string | null; returned: string | null },
): { revision: string; why: string } | null {
  const known = (revision: string | null) =>
    revision !== null && revision !== current && revisions.some((known) => known.revision === revision);
  if (known(wanted.missedSince))
    return { revision: wanted.missedSince ?? '', why: 'Changed since you read it' };
  if (known(wanted.returned))
    return { revision: wanted.returned ?? '', why: 'Changed since it was returned' };
  const first = revisions.find(({ isPassing }) => !isPassing);
  if (!first || first.revision === current) return null;
  return {
    revision: first.revision,
    why: first.byProgram ? 'Changed since the AI draft' : 'Changed since it was first saved',
  };
}
