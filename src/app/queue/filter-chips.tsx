import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import type { QueueFilters } from '#contract/desk/queue-filters.ts';
import { isFiltered, namesOf, noFilters } from './filters.ts';
import { queueQueries } from './queries.ts';

interface Props {
  filters: QueueFilters;
  organizationId: string;
  onChange: (filters: QueueFilters) => void;
}

/** The filters that are on, each with the way to take it off. */
export function FilterChips({ filters, organizationId, onChange }: Props) {
  const named = filters.author !== undefined && filters.author !== 'ai';
  const people = useQuery({ ...queueQueries.people(organizationId), enabled: named }).data;
  if (!isFiltered(filters)) return null;
  const names = namesOf(filters, (id) => people?.find(({ agent_id }) => agent_id === id)?.name);
  return (
    <fieldset aria-label="Active filters" className="mx-4 mb-2 flex flex-wrap items-center gap-1.5">
      {names.map(({ filter, name }) => (
        <button
          key={filter}
          type="button"
          aria-label={`Remove filter ${name}`}
          onClick={() => onChange({ ...filters, [filter]: undefined })}
          className="inline-flex h-11 max-w-full items-center gap-1 rounded-full border border-line-strong bg-surface pr-2 pl-2.5 text-[12px] font-medium text-second transition-colors duration-150 hover:text-ink wide:h-6"
        >
          <span className="truncate">{name}</span>
          <X aria-hidden className="size-3 shrink-0" />
        </button>
      ))}
      <button
        type="button"
        onClick={() => onChange(noFilters)}
        className="h-11 px-1 text-[12px] font-semibold text-second underline underline-offset-2 hover:text-ink wide:h-6"
      >
        Clear filters
      </button>
    </fieldset>
  );
}
