import type { Happening } from '#contract/desk/happening.ts';

/** Milliseconds. */
const oneSitting = 600_000;

const goesOn = new Set(['draft_saved', 'draft_queued']);

/** The saves in pauses that the same person soon wrote past: what they came to says it better. By event, of the newest first. */
export function passingSaves(happenings: readonly Happening[]): ReadonlySet<number> {
  const passing = new Set<number>();
  const next = new Map<string, Happening>();
  for (const happening of happenings) {
    const { response_id: responseId, event_id: id, in_pause: inPause, actor, at } = happening;
    if (responseId === null) continue;
    const later = next.get(responseId);
    const isPassed =
      later !== undefined &&
      goesOn.has(later.kind) &&
      later.actor.kind === actor.kind &&
      later.actor.name === actor.name &&
      Date.parse(later.at) - Date.parse(at) <= oneSitting;
    if (inPause && isPassed) passing.add(id);
    next.set(responseId, happening);
  }
  return passing;
}
