import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { idempotencyKey } from '../idempotency-key.ts';
import { identifier, text, timestamp } from '../identifier.ts';
import { deskReply } from './conversation.ts';

/** Decisions that are made in one call. */
export const mostDecisions = 200;
/** Characters. */
export const longestNote = 4000;

const conversationPath = z.object({ conversation_id: identifier });
const revision = text.regex(/^[0-9a-f]{64}$/, 'must be a revision: 64 hexadecimal digits');
const tag = 'Desk: decisions';
const headers = z.object({ 'idempotency-key': idempotencyKey });
/** As above, row by row: what the first try did not come to is decided by its retry. */
const headersOfRows = z.object({
  'idempotency-key': idempotencyKey.meta({
    description:
      'A retry with the same key within 24 hours gets the first answer again, row by row: rows that the first try did not come to are decided then. The key with another request: 422.',
  }),
});

/** How one row of a call went; the others are not concerned. */
export const decided = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    conversation_id: identifier,
    decision_id: z.number().int().meta({ description: 'By which the decision can be undone.' }),
    reply: deskReply,
  }),
  z.object({
    ok: z.literal(false),
    conversation_id: identifier,
    status: z.number().int().meta({
      description:
        '412: changed meanwhile; 409: too late, returned or taken back meanwhile, or the customer wrote.',
    }),
    detail: z.string(),
  }),
]);
export type Decided = z.infer<typeof decided>;

const results = z.object({ results: z.array(decided) });
const several = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(mostDecisions);

export const approveReplies = endpoint({
  method: 'POST',
  path: '/desk/decisions/approve',
  summary:
    'Approve and send replies, each at the revision that was read; managers only. The result is per row',
  tag,
  headers: headersOfRows,
  body: z.object({
    items: several(
      z.object({
        conversation_id: identifier,
        revision,
        read_through: identifier.nullish().meta({
          description: "The customer's last message that was read, where one came after the reply.",
        }),
        as_read: z
          .object({ awaiting_approval: z.boolean(), returned_at: timestamp.nullable() })
          .optional()
          .meta({
            description:
              'The state that was read: what was returned or taken back since is refused with 409.',
          }),
      }),
    ),
  }),
  status: 200,
  answer: results,
});

export const returnReplies = endpoint({
  method: 'POST',
  path: '/desk/decisions/return',
  summary: 'Give replies back with a note, out of the queue; managers only. The result is per row',
  tag,
  headers: headersOfRows,
  body: z.object({
    items: several(z.object({ conversation_id: identifier, revision })),
    note: text.trim().min(1, 'must say what to do about it').max(longestNote),
    passage: text.max(longestNote).nullish(),
  }),
  status: 200,
  answer: results,
});

export const undoDecisions = endpoint({
  method: 'POST',
  path: '/desk/decisions/undo',
  summary: 'Take back decisions, as long as nothing happened since; the result is per row',
  tag,
  headers: headersOfRows,
  body: z.object({
    items: several(z.object({ conversation_id: identifier, decision_id: z.number().int() })),
  }),
  status: 200,
  answer: results,
});

export const confirmReply = endpoint({
  method: 'POST',
  path: '/desk/conversations/{conversation_id}/reply/confirm',
  summary:
    'Say that the reply still stands after what the customer wrote last, in a way that can be undone; 409 where yet more came',
  tag,
  params: conversationPath,
  headers,
  body: z.object({ revision, read_through: identifier }),
  status: 200,
  answer: z.object({ decision_id: z.number().int(), reply: deskReply }),
});

export const discardReply = endpoint({
  method: 'POST',
  path: '/desk/conversations/{conversation_id}/reply/discard',
  summary: 'Delete the pending reply, in a way that can be undone',
  tag,
  params: conversationPath,
  headers,
  body: z.object({ revision }),
  status: 200,
  answer: z.object({ decision_id: z.number().int() }),
});
