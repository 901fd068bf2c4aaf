import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck, Clock, Inbox, SearchX, Send, Stamp } from 'lucide-react';
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import type { QueueRow, QueueTab } from '#contract/desk/queue.ts';
import type { QueueFilters } from '#contract/desk/queue-filters.ts';
import { Button } from '../ui/button.tsx';
import { isFiltered } from './filters.ts';
import { PagedList } from './paged-list.tsx';
import { queueQueries } from './queries.ts';
import { recipientOf } from './recipient-of.ts';
import { Row, rowHeight } from './row.tsx';
import { authorOf, hasBadges, rowBadges } from './row-badges.tsx';
import { SelectBox } from './select-box.tsx';
import { useSelecting } from './use-selecting.ts';

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
  text: 'Try a name, an address or a word of the reply or its history.',
};

const nothingLeft = {
  icon: SearchX,
  title: 'No reply matches these filters',
  text: 'Take one away, or see everything that is here.',
};

const titleOf = (row: QueueRow) => row.subject || (row.modality === 'text' ? 'Text message' : '(no subject)');
const keyOf = (row: QueueRow) => row.response_id;

/** A row that left the tab and came back between two pages is in both. */
function eachOnce(rows: QueueRow[]): QueueRow[] {
  const seen = new Set<string>();
  return rows.filter(({ response_id: id }) => !seen.has(id) && seen.add(id));
}

interface ReplyRowProps {
  row: QueueRow;
  tab: QueueTab;
  search: string;
  filters: QueueFilters;
  opened: boolean;
  /** Absent where rows cannot be selected. */
  onToggle: ((conversationId: string, range: boolean) => void) | undefined;
  chosen: boolean;
}

/** Drawn anew only when it changed: a list is drawn with every step from one reply to the next. */
const ReplyRow = memo(function ReplyRow(props: ReplyRowProps) {
  const { row, tab, search, filters, opened, onToggle, chosen } = props;
  return (
    <Row
      conversationId={row.conversation_id}
      place={{ queue: tab, search: search || undefined, ...filters }}
      selected={opened}
      name={recipientOf(row)}
      at={row.at}
      title={titleOf(row)}
      snippet={row.snippet}
      author={authorOf(row)}
      badges={rowBadges(row, tab)}
      lead={
        onToggle ? (
          <SelectBox
            name={recipientOf(row)}
            checked={chosen}
            onToggle={(range) => onToggle(row.conversation_id, range)}
          />
        ) : null
      }
    />
  );
});

interface Props {
  tab: QueueTab;
  search: string;
  filters: QueueFilters;
  selectedId: string | undefined;
  /** Whether rows can be selected, to decide about many at once. */
  selectable: boolean;
  /** Takes search and filters away. */
  onShowAll: () => void;
}

export function ReplyList({ tab, search, filters, selectedId, selectable, onShowAll }: Props) {
  const source = useInfiniteQuery(queueQueries.tab(tab, search, filters));
  const rows = useMemo(
    () => source.data && eachOnce(source.data.pages.flatMap((page) => page.data)),
    [source.data],
  );
  const opened = useMemo(
    () => rows?.find((row) => row.conversation_id === selectedId)?.response_id,
    [rows, selectedId],
  );
  const { chosen, toggle } = useSelecting(rows, selectable, source.hasNextPage);
  const latest = useRef(toggle);
  useEffect(() => {
    latest.current = toggle;
  });
  const onToggle = useCallback((id: string, range: boolean) => latest.current(id, range), []);
  const heightOf = useCallback(
    (row: QueueRow) => (hasBadges(row, tab) ? rowHeight.badged : rowHeight.plain),
    [tab],
  );
  const filtered = { ...nothingLeft, action: <Button onClick={onShowAll}>Show all replies</Button> };
  return (
    <PagedList
      label="Replies"
      source={source}
      rows={rows}
      keyOf={keyOf}
      openKey={opened}
      heightOf={heightOf}
      empty={isFiltered(filters) ? filtered : search === '' ? empty[tab] : nothingFound}
      row={(row) => (
        <ReplyRow
          row={row}
          tab={tab}
          search={search}
          filters={filters}
          opened={row.conversation_id === selectedId}
          chosen={chosen.has(row.conversation_id)}
          onToggle={selectable ? onToggle : undefined}
        />
      )}
    />
  );
}
