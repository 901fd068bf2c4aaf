import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { identifier, text, timestamp } from '../identifier.ts';
import { datedPageQuery, pageOf } from '../page.ts';
import { recipientLists } from '../response-drafts.ts';
import { happening } from './happening.ts';
import { author } from './queue.ts';

export const replyRevision = z.object({
  response_id: identifier,
  revision: z.string(),
  body_html: z.string(),
  subject: z.string().nullable(),
  recipient: z.string().nullable(),
  cc_emails: z.array(z.string()),
  bcc_emails: z.array(z.string()),
  author,
  at: timestamp,
});
export type ReplyRevision = z.infer<typeof replyRevision>;

export const revisionFate = z.enum(['returned', 'approved', 'sent']);

/** A version that somebody finished or decided about: no save in a pause that its writer went past. */
export const knownRevision = z.object({
  revision: z.string(),
  actor: happening.shape.actor.meta({ description: 'Who first brought it about.' }),
  at: timestamp,
  fates: z.array(revisionFate).meta({ description: 'What became of it, but for what was undone.' }),
});
export type KnownRevision = z.infer<typeof knownRevision>;

const conversationPath = z.object({ conversation_id: identifier });
const tag = 'Desk: history';

export const listHistory = endpoint({
  method: 'GET',
  path: '/desk/conversations/{conversation_id}/history',
  summary: 'Who did what when to a conversation and its replies, newest first',
  tag,
  params: conversationPath,
  query: datedPageQuery.pick({ limit: true, cursor: true }),
  status: 200,
  answer: pageOf(happening),
});

export const listRevisions = endpoint({
  method: 'GET',
  path: '/desk/conversations/{conversation_id}/revisions',
  summary:
    'The versions of a reply, oldest first, each once: as first written, each finished save, what was returned, approved, sent',
  tag,
  params: conversationPath,
  query: z.object({
    response_id: identifier.optional().meta({
      description: 'Of which reply; not given: of the last one that was sent.',
    }),
  }),
  status: 200,
  answer: z.object({
    response_id: identifier.nullable().meta({ description: 'Null: no reply was sent here.' }),
    sent: z
      .object({ revision: z.string(), at: timestamp })
      .nullable()
      .meta({ description: 'Null: it has not been sent.' }),
    data: z.array(knownRevision),
  }),
});

export const getRevision = endpoint({
  method: 'GET',
  path: '/desk/conversations/{conversation_id}/revisions/{response_id}/{revision}',
  summary:
    'What a reply said, and to whom, at one of its revisions; also of replies that were sent or deleted',
  tag,
  params: conversationPath.extend({ response_id: identifier, revision: text.max(64) }),
  status: 200,
  answer: replyRevision,
});

export const keepVersion = endpoint({
  method: 'POST',
  path: '/desk/conversations/{conversation_id}/reply/versions',
  summary: 'Keep a version of the pending reply in its history without making it the reply',
  tag,
  params: conversationPath,
  body: z.object({ body_html: text, ...recipientLists.shape }),
  status: 201,
  answer: z.object({ response_id: identifier, revision: z.string() }),
});

/** Which events are meant; nothing given means all. */
export const activityFilter = z.object({
  actor: text
    .max(200)
    .optional()
    .meta({ description: 'A person, by id; `key`: programs; `desk`: the desk itself.' }),
  kind: text.max(60).optional(),
  conversation_id: identifier.optional(),
});

export const listActivity = endpoint({
  method: 'GET',
  path: '/desk/activity',
  summary: 'Who did what when in the whole organisation, newest first; managers only',
  tag,
  query: datedPageQuery.extend(activityFilter.shape),
  status: 200,
  answer: pageOf(happening),
});

export const exportActivity = endpoint({
  method: 'GET',
  path: '/desk/activity/export',
  summary: 'The same as a file, oldest first: CSV, or JSON Lines; managers only',
  tag,
  query: datedPageQuery
    .pick({ start_date: true, end_date: true })
    .extend({ ...activityFilter.shape, format: z.enum(['csv', 'jsonl']) }),
  status: 200,
  answer: z.string(),
});
