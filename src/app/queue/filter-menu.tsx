import { useQuery } from '@tanstack/react-query';
import { SlidersHorizontal } from 'lucide-react';
import { type CSSProperties, type RefObject, useEffect, useEffectEvent, useId, useState } from 'react';
import type { QueueTab } from '#contract/desk/queue.ts';
import { type QueueFilters, queueFilters, queueFlag } from '#contract/desk/queue-filters.ts';
import { ageName, flagNames, isFiltered, modalityNames } from './filters.ts';
import { queueQueries } from './queries.ts';

interface Props {
  tab: QueueTab;
  filters: QueueFilters;
  organizationId: string;
  trigger: RefObject<HTMLButtonElement | null>;
  onChange: (filters: QueueFilters) => void;
}

const ages = ['1h', '4h', '1d', '3d', '7d'];
/** Pixels. */
const width = 288;

interface FieldProps {
  label: string;
  value: string | undefined;
  options: { value: string; name: string }[];
  onChange: (value: string) => void;
}

function Field({ label, value = '', options, onChange }: FieldProps) {
  const id = useId();
  const known = value === '' || options.some((option) => option.value === value);
  return (
    <div className="flex items-center gap-3">
      <label htmlFor={id} className="w-18 shrink-0 text-[13px] text-second">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="h-11 min-w-0 flex-1 rounded-[10px] border border-line bg-surface px-2 text-[13px] wide:h-[34px]"
      >
        <option value="">Any</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
        {known ? null : <option value={value}>{value}</option>}
      </select>
    </div>
  );
}

/** Narrows a tab; what is chosen counts at once. A native popover: Escape and a press outside close it. */
export function FilterMenu({ tab, filters, organizationId, trigger, onChange }: Props) {
  const id = useId();
  const [place, setPlace] = useState<CSSProperties>({});
  const [opened, setOpened] = useState(false);
  const people = useQuery({
    ...queueQueries.people(organizationId),
    enabled: opened || (filters.author !== undefined && filters.author !== 'ai'),
  }).data;
  const set = (change: Record<string, string | undefined>) =>
    onChange(queueFilters.parse({ ...filters, ...change }));
  const moveUnder = () => {
    const box = trigger.current?.getBoundingClientRect();
    if (!box) return;
    const top = box.bottom + 6;
    setPlace({ top, left: Math.max(8, box.right - width), maxHeight: `calc(100dvh - ${top + 8}px)` });
  };
  const moveAlong = useEffectEvent(moveUnder);
  useEffect(() => {
    if (!opened) return;
    // A page that is zoomed or turned puts the button elsewhere.
    const over = new AbortController();
    addEventListener('resize', () => moveAlong(), { signal: over.signal });
    return () => over.abort();
  }, [opened]);
  const knownAges = filters.age === undefined || ages.includes(filters.age) ? ages : [...ages, filters.age];
  return (
    <>
      <button
        ref={trigger}
        type="button"
        popoverTarget={id}
        onClick={() => {
          moveUnder();
          setOpened(true);
        }}
        className={`inline-flex h-11 shrink-0 items-center gap-1.5 rounded-[10px] border px-2.5 text-[13px] font-medium transition-colors duration-150 hover:text-ink wide:h-[34px] ${isFiltered(filters) ? 'border-accent bg-accent-soft text-accent' : 'border-line bg-surface text-second'}`}
      >
        <SlidersHorizontal aria-hidden className="size-4" />
        Filters
      </button>
      <fieldset
        id={id}
        popover="auto"
        aria-label="Filters"
        style={{ ...place, width }}
        className="fixed inset-auto m-0 rounded-[14px] border border-line overflow-y-auto bg-surface p-4 text-ink shadow-float open:flex open:flex-col open:gap-2.5"
      >
        <Field
          label="Author"
          value={filters.author}
          options={[
            { value: 'ai', name: 'AI' },
            ...(people ?? []).map(({ agent_id: value, name }) => ({ value, name })),
          ]}
          onChange={(author) => set({ author })}
        />
        <Field
          label="Channel"
          value={filters.modality}
          options={Object.entries(modalityNames).map(([value, name]) => ({ value, name }))}
          onChange={(modality) => set({ modality })}
        />
        <Field
          label="Age"
          value={filters.age}
          options={knownAges.map((value) => ({ value, name: ageName(value) }))}
          onChange={(age) => set({ age })}
        />
        {tab === 'sent' ? null : (
          <Field
            label="Flag"
            value={filters.flag}
            options={queueFlag.options.map((value) => ({ value, name: flagNames[value] }))}
            onChange={(flag) => set({ flag })}
          />
        )}
        <label className="flex min-h-11 items-center gap-2 text-[13px] wide:min-h-7">
          <input
            type="checkbox"
            checked={filters.mine !== undefined}
            onChange={(event) => set({ mine: event.target.checked ? 'true' : undefined })}
            className="size-4 accent-accent"
          />
          Mine only
        </label>
      </fieldset>
    </>
  );
}
