import type { Happening } from '#contract/desk/happening.ts';
import type { EventWithRecipient } from '../../store/history.ts';
import { instant } from '../present.ts';

const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);

/** An event as the desk tells it. */
export const presentEvent = ({ event, recipient }: EventWithRecipient): Happening => ({
  event_id: event.id,
  kind: event.kind,
  actor: { kind: event.actorKind, name: event.actorName },
  conversation_id: event.conversationId,
  response_id: event.responseId,
  recipient: recipient ?? textOrNull(event.data.recipient),
  revision: textOrNull(event.data.revision),
  in_pause: event.data.in_pause === true,
  awaiting_approval: event.data.awaiting_approval === true,
  note: textOrNull(event.data.note),
  passage: textOrNull(event.data.passage),
  reason: textOrNull(event.data.reason),
  about: textOrNull(event.data.about),
  at: instant(event.createdAt),
});
