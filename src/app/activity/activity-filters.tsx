import { useQuery } from '@tanstack/react-query';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { TextField } from '../ui/text-field.tsx';
import { type ActivityFilter, isNarrowed } from './activity-filter.ts';
import { kindGroups } from './kind-groups.ts';
import { activityQueries } from './queries.ts';

interface Props {
  organizationId: string;
  filter: ActivityFilter;
  onChange: (filter: ActivityFilter) => void;
}

/** Narrows the list to who, what and when. */
export function ActivityFilters({ organizationId, filter, onChange }: Props) {
  const people = useQuery(activityQueries.people(organizationId)).data ?? [];
  const set = (change: ActivityFilter) => onChange({ ...filter, ...change });
  const { actor = '', kind = '', from = '', to = '' } = filter;
  const isKnown = ['', 'key', 'desk'].includes(actor) || people.some(({ agent_id }) => agent_id === actor);
  return (
    <search
      aria-label="Filter the activity"
      className="grid grid-cols-2 items-end gap-3 wide:grid-cols-4 full:grid-cols-[1.2fr_1.4fr_1fr_1fr_auto]"
    >
      <SelectField label="Who" value={actor} onChange={({ target }) => set({ actor: target.value })}>
        <option value="">Everybody</option>
        <option value="key">Programs and AI</option>
        <option value="desk">The desk and customers</option>
        <optgroup label="People">
          {people.map(({ agent_id, name }) => (
            <option key={agent_id} value={agent_id}>
              {name}
            </option>
          ))}
          {isKnown ? null : <option value={actor}>Somebody</option>}
        </optgroup>
      </SelectField>
      <SelectField label="What" value={kind} onChange={({ target }) => set({ kind: target.value })}>
        <option value="">Everything</option>
        {kindGroups.map(({ label, kinds }) => (
          <optgroup key={label} label={label}>
            {kinds.map((one) => (
              <option key={one.kind} value={one.kind}>
                {one.label}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
      <TextField
        label="From"
        type="date"
        value={from}
        max={to || undefined}
        onChange={({ target }) => set({ from: target.value })}
      />
      <TextField
        label="To"
        type="date"
        value={to}
        min={from || undefined}
        onChange={({ target }) => set({ to: target.value })}
      />
      <Button
        className="max-full:col-span-2 max-full:justify-self-start wide:h-[38px]"
        disabled={!isNarrowed(filter)}
        onClick={() => onChange({ actor: undefined, kind: undefined, from: undefined, to: undefined })}
      >
        Clear filters
      </Button>
    </search>
  );
}
