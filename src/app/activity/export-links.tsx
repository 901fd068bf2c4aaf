import { Download } from 'lucide-react';
import { exportActivity } from '#contract/desk/history.ts';
import { addressOf } from '#contract/endpoint.ts';
import { buttonClass } from '../ui/button.tsx';
import { type ActivityFilter, queryOf } from './activity-filter.ts';

const formats = [
  { format: 'csv', label: 'Export CSV' },
  { format: 'jsonl', label: 'Export JSON Lines' },
] as const;

/** Takes what is shown home as a file; the browser downloads it by itself, however long it is. */
export function ExportLinks({ filter }: { filter: ActivityFilter }) {
  return (
    <div className="flex flex-wrap gap-2">
      {formats.map(({ format, label }) => (
        <a
          key={format}
          href={addressOf(exportActivity, { query: { ...queryOf(filter), format } })}
          download
          className={buttonClass('secondary')}
        >
          <Download aria-hidden className="size-4" />
          {label}
        </a>
      ))}
    </div>
  );
}
