import type { Happening } from './happening.ts';

/** Milliseconds. */
const oneSitting = 600_000;

/** As much of an event as tells whether it was passed. */
type Step = Pick<Happening, 'event_id' | 'kind' | 'response_id' | 'in_pause' | 'actor' | 'at'>;

const goesOn = new Set(['draft_saved', 'draft_queued', 'draft_approved']);

/** The saves in pauses that the same person soon wrote past: what they came to says it better. By event, of the newest first. */
export function passingSaves(happenings: readonly Step[]): ReadonlySet<number> {
  const passing = new Set<number>();
  const next = new Map<string, Step>();
  for (const happening of happenings) {
    const { response_id: responseId, event_id: id, in_pause: inPause, actor, at } = happening;
    if (responseId === null) continue;
    const later = next.get(responseId);
    const isPassed =
      later !== undefined &&
      goesOn.has(later.kind) &&
      later.actor.kind === actor.kind &&
      later.actor.id === actor.id &&
      Date.parse(later.at) - Date.parse(at) <= oneSitting;
    if (inPause && isPassed) passing.add(id);
    next.set(responseId, happening);
  }
  return passing;
}
