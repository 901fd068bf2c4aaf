import { and, eq, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { type QueueFilters, type QueueFlag, secondsOf } from '#contract/desk/queue-filters.ts';
import { receivedAfter } from './messages.ts';
import { conversation, draft, message } from './schema.ts';

/** Which rows of a tab are asked for. */
export interface Wanted {
  organizationId: string;
  /** Who asks: what is theirs is `mine`. */
  personId: string;
  filters: QueueFilters;
  search: string | undefined;
  /** Only what there is of these; undefined: of all. */
  conversationIds?: string[] | undefined;
}

const flagged: Record<QueueFlag, SQL> = {
  edited: sql`${draft.edited}`,
  // Where a save had nothing to put there, the column holds the null of JSON.
  returned: isNotNull(draft.returned),
  customer_wrote_since: receivedAfter(draft.conversationId, draft.answersUpTo),
  review_requested: isNotNull(draft.reviewRequestedAt),
  failed: isNotNull(draft.failure),
};

const olderThan = (at: AnyPgColumn, age: string, asOf: string) =>
  sql`${at} < ${asOf}::timestamptz - make_interval(secs => ${secondsOf(age)})`;

/** @param asOf when the list began to be read: ages are told from there on all its pages. */
export function wantedDrafts({ personId, filters, conversationIds }: Wanted, asOf: string) {
  const { author, modality, age, flag, mine } = filters;
  return and(
    conversationIds && inArray(draft.conversationId, conversationIds),
    author === 'ai' ? eq(draft.authorKind, 'key') : undefined,
    author && author !== 'ai' ? and(eq(draft.authorKind, 'person'), eq(draft.authorId, author)) : undefined,
    modality && eq(conversation.modality, modality),
    age === undefined ? undefined : olderThan(draft.createdAt, age, asOf),
    flag && flagged[flag],
    mine &&
      or(
        and(eq(draft.authorKind, 'person'), eq(draft.authorId, personId)),
        eq(draft.submittedBy, personId),
        eq(conversation.agentId, personId),
      ),
  );
}

/** The same of what went out, which has no flags. */
export function wantedSent({ personId, filters, conversationIds }: Wanted, asOf: string) {
  const { author, modality, age, mine } = filters;
  return and(
    conversationIds && inArray(message.conversationId, conversationIds),
    author === 'ai' ? and(isNull(message.agentId), isNotNull(message.senderName)) : undefined,
    author && author !== 'ai' ? eq(message.agentId, author) : undefined,
    modality && eq(conversation.modality, modality),
    age === undefined ? undefined : olderThan(message.occurredAt, age, asOf),
    mine && or(eq(message.agentId, personId), eq(conversation.agentId, personId)),
  );
}
