import type { KnownRevision } from '#contract/desk/history.ts';
import { passingSaves } from '#contract/desk/passing-saves.ts';
import type { EventRow } from '../../store/events.ts';
import { presentEvent } from './present-event.ts';

type Fate = KnownRevision['fates'][number];

const begins = new Set(['draft_saved', 'draft_queued', 'draft_approved', 'draft_kept']);
const fates: Record<string, Fate> = {
  draft_returned: 'returned',
  draft_approved: 'approved',
  draft_sent: 'sent',
};

/**
 * The contents that a reply had, oldest first, each once: by whom and when it was first brought about. What was only saved
 * in passing is left out.
 * @param events all of the reply's, newest first.
 */
export function knownRevisions(events: readonly EventRow[]): KnownRevision[] {
  const found = new Map<string, KnownRevision & { isPassing: boolean }>();
  const happenings = events.map((event) => presentEvent({ event, recipient: null }));
  const passing = passingSaves(happenings);
  const undone = new Set(events.map(({ data }) => data.decision_id));
  for (const { event_id, revision, kind, actor, at } of happenings.reverse()) {
    if (revision === null) continue;
    if (begins.has(kind)) {
      const isPassing = passing.has(event_id);
      const known = found.get(revision);
      if (known) known.isPassing &&= isPassing;
      else found.set(revision, { revision, actor, at, fates: [], isPassing });
    }
    const fate = undone.has(event_id) ? undefined : fates[kind];
    const known = found.get(revision);
    if (fate && known && !known.fates.includes(fate)) known.fates.push(fate);
  }
  return [...found.values()].filter(({ isPassing }) => !isPassing).map(({ isPassing: _, ...known }) => known);
}
