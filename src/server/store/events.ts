import type { Db } from './database.ts';
import { event } from './schema.ts';

export type EventKind =
  | 'message_received'
  | 'message_sent'
  | 'draft_saved'
  | 'draft_queued'
  | 'draft_recalled'
  | 'draft_deleted'
  | 'draft_sending'
  | 'draft_retrying'
  | 'draft_failed'
  | 'draft_sent'
  | 'review_requested'
  | 'message_draft_saved'
  | 'message_draft_queued'
  | 'message_draft_deleted'
  | 'message_draft_retrying'
  | 'message_draft_failed';

/** Who did something: a person, a program with an API key, or the desk itself. */
export interface Actor {
  kind: 'person' | 'key' | 'desk';
  id: string | null;
  name: string | null;
}

export const theDesk: Actor = { kind: 'desk', id: null, name: null };

/** Appends to the log of events; call it in the transaction that makes the event true. */
export async function recordEvent(
  tx: Db,
  actor: Actor,
  happened: {
    kind: EventKind;
    organizationId: string;
    conversationId?: string | null;
    responseId?: string | null;
    data?: Record<string, unknown>;
  },
): Promise<void> {
  await tx.insert(event).values({
    ...happened,
    data: happened.data ?? {},
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
  });
}
