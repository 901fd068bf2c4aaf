import type { Happening } from '#contract/desk/happening.ts';
import type { EventWithRecipient } from '../../store/history.ts';
import { instant } from '../present.ts';

type Data = EventWithRecipient['event']['data'];

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

/** A save knows what it replaced, an approval of what was there replaces nothing. */
const isChange = ({ previous, revision }: Data) => typeof previous === 'string' && previous !== revision;

const undone = ({ decision: kind, decision_id: id }: Data) =>
  typeof kind === 'string' && typeof id === 'number' ? { event_id: id, kind } : null;

/** An event as the desk tells it. */
export const presentEvent = ({ event, recipient }: EventWithRecipient): Happening => ({
  event_id: event.id,
  kind: event.kind,
  actor: { kind: event.actorKind, id: event.actorId, name: event.actorName },
  conversation_id: event.conversationId,
  response_id: event.responseId,
  recipient: recipient ?? textOrNull(event.data.recipient),
  revision: textOrNull(event.data.revision),
  in_pause: event.data.in_pause === true,
  awaiting_approval: event.data.awaiting_approval === true,
  edited: event.kind === 'draft_approved' && isChange(event.data),
  undoes: undone(event.data),
  note: textOrNull(event.data.note),
  passage: textOrNull(event.data.passage),
  reason: textOrNull(event.data.reason),
  refused: Array.isArray(event.data.refused) ? event.data.refused.map(String) : [],
  about: textOrNull(event.data.about),
  at: instant(event.createdAt),
});
