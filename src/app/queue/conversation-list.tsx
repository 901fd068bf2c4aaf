import { useInfiniteQuery } from '@tanstack/react-query';
import { MessagesSquare, SearchX } from 'lucide-react';
import { useMemo } from 'react';
import type { ConversationRow } from '#contract/desk/queue.ts';
import { Badge } from '../ui/badge.tsx';
import { PagedList } from './paged-list.tsx';
import { queueQueries } from './queries.ts';
import { Row, rowHeight } from './row.tsx';

const empty = {
  icon: MessagesSquare,
  title: 'No conversations yet',
  text: 'Bring mail in with “npm run import -- FILE…”, or let the API create them.',
};
const nothingFound = {
  icon: SearchX,
  title: 'No conversation matches',
  text: 'Try a name, an address or a word of its messages.',
};
const badges = {
  none: undefined,
  saved: <Badge>Draft saved</Badge>,
  failed: <Badge tone="bad">Could not send</Badge>,
  queued: <Badge>Reply queued</Badge>,
  sending: <Badge>Sending</Badge>,
};

const nameOf = (row: ConversationRow) =>
  row.contact_name || row.contact_email || row.contact_phone_number || 'Unknown contact';

const keyOf = (row: ConversationRow) => row.conversation_id;

interface Props {
  search: string;
  selectedId: string | undefined;
}

export function ConversationList({ search, selectedId }: Props) {
  const source = useInfiniteQuery(queueQueries.conversations(search));
  const rows = useMemo(() => source.data?.pages.flatMap((page) => page.data), [source.data]);
  return (
    <PagedList
      label="Conversations"
      source={source}
      rows={rows}
      keyOf={keyOf}
      openKey={selectedId}
      heightOf={(row) => (row.draft === 'none' ? rowHeight.plain : rowHeight.badged)}
      empty={search === '' ? empty : nothingFound}
      row={(row) => (
        <Row
          conversationId={row.conversation_id}
          place={{ search: search || undefined }}
          selected={row.conversation_id === selectedId}
          name={nameOf(row)}
          at={row.last_activity_at}
          title={row.subject || (row.modality === 'text' ? 'Text message' : '(no subject)')}
          snippet={row.snippet}
          strong={!row.is_read}
          badges={badges[row.draft]}
        />
      )}
    />
  );
}
