import {
  type ConversationRow,
  listDeskConversations,
  listQueue,
  type QueueRow,
  type QueueTab,
} from '#contract/desk/queue.ts';
import type { QueueFilters } from '#contract/desk/queue-filters.ts';
import { request } from '../lib/http.ts';
import type { RowsOfList } from '../lib/list-rows.ts';

/** As many as an answer holds. */
const limit = 500;

interface Answered<Row> {
  data: Row[];
  pagination: { has_more: boolean };
}
const told = <Row>({ data: rows, pagination }: Answered<Row>) => ({ rows, isAll: !pagination.has_more });

interface Place {
  /** An instant of any precision. */
  at: string;
  id: string;
}
/** Without their `Z`, instants sort as the time does. */
const isNewer = (one: Place, other: Place) =>
  one.at === other.at ? one.id > other.id : one.at.slice(0, -1) > other.at.slice(0, -1);

/** One tab of the queue. Under `review`, those whose author asked for one come before the others. */
export function repliesOf(tab: QueueTab, search: string, filters: QueueFilters): RowsOfList<QueueRow> {
  const isFirst = ({ badges }: QueueRow) => tab === 'review' && badges.includes('review_requested');
  const placeOf = ({ at, response_id: id }: QueueRow) => ({ at, id });
  return {
    async read(conversationIds) {
      const query = { limit, conversation_ids: conversationIds.join(), search, ...filters };
      return told(await request(listQueue, { params: { tab }, query }));
    },
    keyOf: (row) => row.response_id,
    comesBefore: (row, other) =>
      isFirst(row) === isFirst(other) ? isNewer(placeOf(row), placeOf(other)) : isFirst(row),
  };
}

/** All conversations. */
export function conversationsOf(search: string): RowsOfList<ConversationRow> {
  const placeOf = ({ last_activity_at: at, conversation_id: id }: ConversationRow) => ({ at, id });
  return {
    async read(conversationIds) {
      const query = { limit, conversation_ids: conversationIds.join(), search };
      return told(await request(listDeskConversations, { query }));
    },
    keyOf: (row) => row.conversation_id,
    comesBefore: (row, other) => isNewer(placeOf(row), placeOf(other)),
  };
}
