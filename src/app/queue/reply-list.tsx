import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck, Clock, Inbox, SearchX, Send, Stamp } from 'lucide-react';
import { useMemo } from 'react';
import type { QueueRow, QueueTab } from '#contract/desk/queue.ts';
import { PagedList } from './paged-list.tsx';
import { queueQueries } from './queries.ts';
import { Row } from './row.tsx';
import { rowBadges } from './row-badges.tsx';

const empty = {
  review: {
    icon: Inbox,
    title: 'Nothing to review',
    text: 'Replies that a program drafts through the API, or that you save for review, wait here. Open a conversation to write one.',
  },
  approval: {
    icon: Stamp,
    title: 'Nothing waits for approval',
    text: 'A reply that a rep lets go shows up here until a manager approves or returns it.',
  },
  scheduled: {
    icon: Clock,
    title: 'Nothing is on its way out',
    text: 'Choose “Send now” on a reply, and it is held here for a moment in which you can still undo it.',
  },
  failed: {
    icon: CircleCheck,
    title: 'No reply has failed',
    text: 'A reply that could not be delivered comes back here with its reason.',
  },
  sent: {
    icon: Send,
    title: 'Nothing sent yet',
    text: 'Replies that went out through this desk are listed here.',
  },
} as const;

const nothingFound = {
  icon: SearchX,
  title: 'No reply matches',
  text: 'Try a name, an address or a word of the subject.',
};

export function recipientOf(row: QueueRow): string {
  return row.recipient_name || row.recipient_email || row.recipient_phone_number || 'Unknown recipient';
}

const titleOf = (row: QueueRow) => row.subject || (row.modality === 'text' ? 'Text message' : '(no subject)');

interface Props {
  tab: QueueTab;
  search: string;
  selectedId: string | undefined;
}

export function ReplyList({ tab, search, selectedId }: Props) {
  const source = useInfiniteQuery(queueQueries.tab(tab, search));
  const rows = useMemo(() => source.data?.pages.flatMap((page) => page.data), [source.data]);
  return (
    <PagedList
      label="Replies"
      source={source}
      rows={rows}
      empty={search === '' ? empty[tab] : nothingFound}
      row={(row) => (
        <Row
          key={row.response_id}
          conversationId={row.conversation_id}
          place={{ queue: tab, search: search || undefined }}
          selected={row.conversation_id === selectedId}
          name={recipientOf(row)}
          at={row.at}
          title={titleOf(row)}
          snippet={row.snippet}
          badges={rowBadges(row)}
        />
      )}
    />
  );
}
