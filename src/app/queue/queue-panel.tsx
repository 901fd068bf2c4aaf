import { lazy, Suspense, useMemo, useRef } from 'react';
import type { QueueTab } from '#contract/desk/queue.ts';
import type { QueueFilters } from '#contract/desk/queue-filters.ts';
import { FilterChips } from './filter-chips.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { filtersOf, noFilters } from './filters.ts';
import { QueueTabs } from './queue-tabs.tsx';
import { ReplyList } from './reply-list.tsx';
import { SearchBox } from './search-box.tsx';

const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.tsx')).BulkBar }));

interface Props {
  tab: QueueTab;
  /** As the address has them. */
  address: { search?: string | undefined } & QueueFilters;
  organizationId: string;
  /** Whether this person approves and returns replies. */
  decides: boolean;
  selectedId: string | undefined;
  onAddress: (change: { search?: string | undefined } & QueueFilters) => void;
}

/** The queue: its tabs, what narrows them, and the replies. */
export function QueuePanel({ tab, address, organizationId, decides, selectedId, onAddress }: Props) {
  const selectable = decides && (tab === 'review' || tab === 'approval');
  const trigger = useRef<HTMLButtonElement>(null);
  const { search = '' } = address;
  const filters = useMemo(() => filtersOf(tab, address), [tab, address]);
  // What took a filter away is gone with it: the focus goes to where one is set.
  const narrow = (changed: Props['address']) => {
    onAddress(changed);
    if (!trigger.current?.parentElement?.querySelector(':popover-open')) trigger.current?.focus();
  };
  const common = { filters, organizationId, onChange: narrow };
  return (
    <>
      <QueueTabs current={tab} />
      <div className="mx-4 mt-2 mb-2 flex gap-2">
        <SearchBox
          label="Search replies"
          value={search}
          onSearch={(value) => onAddress({ search: value || undefined })}
        />
        <FilterMenu tab={tab} trigger={trigger} {...common} />
      </div>
      <FilterChips {...common} />
      <div className="min-h-0 flex-1">
        <ReplyList
          key={tab}
          tab={tab}
          search={search}
          filters={filters}
          selectedId={selectedId}
          selectable={selectable}
          onShowAll={() => narrow({ search: undefined, ...noFilters })}
        />
      </div>
      {selectable ? (
        <Suspense fallback={null}>
          <BulkBar key={tab} tab={tab} />
        </Suspense>
      ) : null}
    </>
  );
}
