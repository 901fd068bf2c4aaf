import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { identifier, text } from '../identifier.ts';

export const activity = z.enum(['viewing', 'editing']);
export type Activity = z.infer<typeof activity>;

/** Somebody who has a conversation open, in however many windows. */
export const presentPerson = z.object({ person_id: identifier, name: z.string(), activity });
export type PresentPerson = z.infer<typeof presentPerson>;

const happened = z
  .object({
    kind: z.string().meta({ example: 'draft_saved' }),
    conversation_id: identifier.nullable(),
    response_id: identifier.nullable(),
    actor: z.object({
      kind: z.enum(['person', 'key', 'desk']),
      id: identifier.nullable(),
      name: z.string().nullable(),
    }),
    notifies_me: z.boolean().optional(),
  })
  .meta({ description: 'Something happened; `id` of the message is the event’s.' });
export type Happened = z.infer<typeof happened>;

const present = z.object({
  kind: z.literal('presence'),
  conversation_id: identifier,
  people: z.array(presentPerson),
});

const reset = z
  .object({ kind: z.literal('reset') })
  .meta({ description: 'Too much happened to be told: read everything anew.' });

/** One message of the stream. */
export const liveMessage = z.union([present, reset, happened]);
export type LiveMessage = z.infer<typeof liveMessage>;

/** Whether a message says that something happened, rather than who is there or that everything is to be read anew. */
export const isHappened = (message: LiveMessage): message is Happened =>
  message.kind !== 'presence' && message.kind !== 'reset';

const tag = 'Desk: live';

export const listenToDesk = endpoint({
  method: 'GET',
  path: '/desk/events',
  summary:
    'What happens in the organisation, as server-sent events; `Last-Event-ID` (or `last_event_id`) resumes. A message may come twice, none is left out',
  tag,
  query: z.object({ last_event_id: z.string().optional() }),
  status: 200,
  answer: liveMessage,
});

/** Seconds after which somebody who is not heard of has gone. */
export const presenceLasts = 25;

export const tellPresence = endpoint({
  method: 'POST',
  path: '/desk/presence',
  summary:
    'Say which conversation a window has open, every ten seconds and at each change. While another person edits, `editing` needs `take_over`',
  tag,
  body: z.object({
    client_id: text.min(1).max(64).meta({ description: 'Names the window.' }),
    conversation_id: identifier.nullable().meta({ description: 'null: none any more' }),
    activity,
    take_over: z.boolean().optional(),
  }),
  status: 200,
  answer: z.object({ people: z.array(presentPerson) }),
});

export const listPresence = endpoint({
  method: 'GET',
  path: '/desk/conversations/{conversation_id}/presence',
  summary: 'Who has a conversation open right now',
  tag,
  params: z.object({ conversation_id: identifier }),
  status: 200,
  answer: z.object({ people: z.array(presentPerson) }),
});
