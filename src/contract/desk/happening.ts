import { z } from 'zod';
import { identifier, timestamp } from '../identifier.ts';

/** What the log of events tells of. */
export type EventKind =
  | 'message_received'
  | 'message_sent'
  | 'draft_saved'
  | 'draft_queued'
  | 'draft_recalled'
  | 'draft_approved'
  | 'draft_returned'
  | 'draft_stopped'
  | 'draft_confirmed'
  | 'draft_kept'
  | 'decision_undone'
  | 'policy_changed'
  | 'key_created'
  | 'key_changed'
  | 'draft_deleted'
  | 'draft_retrying'
  | 'draft_failed'
  | 'draft_sent'
  | 'review_requested'
  | 'message_draft_saved'
  | 'message_draft_queued'
  | 'message_draft_deleted'
  | 'message_draft_retrying'
  | 'message_draft_failed';

/** What can happen to a conversation or reply, as the log of events names it. */
export const happening = z.object({
  event_id: z.number().int(),
  kind: z.string().meta({ example: 'draft_approved' }),
  actor: z.object({
    kind: z.enum(['person', 'key', 'desk']),
    id: identifier.nullable().meta({ description: 'Tells namesakes apart.' }),
    name: z.string().nullable(),
  }),
  conversation_id: identifier.nullable(),
  response_id: identifier.nullable(),
  /** The contact of the conversation; of a first message, whom it is to. */
  recipient: z.string().nullable(),
  revision: z.string().nullable().meta({ description: 'What the reply said then.' }),
  in_pause: z.boolean().meta({ description: 'Of a save: nobody asked for it, its writer paused.' }),
  awaiting_approval: z.boolean().meta({ description: 'Of a queueing: it only asks for approval.' }),
  edited: z.boolean().meta({ description: 'Of an approval: of what whoever approved had changed.' }),
  undoes: z
    .object({ event_id: z.number().int(), kind: z.string() })
    .nullable()
    .meta({ description: 'Of an undo: the decision that was taken back.' }),
  note: z.string().nullable().meta({ description: 'Of a return.' }),
  passage: z.string().nullable(),
  reason: z.string().nullable().meta({ description: 'Of a failure.' }),
  refused: z.array(z.string()).meta({ description: 'Of what was sent: whom the mail server refused.' }),
  about: z.string().nullable().meta({ description: 'Of the settings: what was changed.' }),
  at: timestamp,
});
export type Happening = z.infer<typeof happening>;
