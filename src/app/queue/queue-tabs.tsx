import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mostCounted, type QueueTab } from '#contract/desk/queue.ts';
import { paths } from '../paths.ts';
import { queueQueries } from './queries.ts';

const tabs: { tab: QueueTab; label: string }[] = [
  { tab: 'review', label: 'Review' },
  { tab: 'approval', label: 'Approval' },
  { tab: 'scheduled', label: 'Scheduled' },
  { tab: 'failed', label: 'Failed' },
  { tab: 'sent', label: 'Sent' },
];

const shownCount = (count: number) => (count < mostCounted ? String(count) : `${mostCounted - 1}+`);

/** So many digits of all the counts fit beside the names. */
const digitsInLine = 4;

const inLine =
  'gap-1 wide:text-[12.5px] max-[380px]:flex-col max-[380px]:justify-center max-[380px]:gap-0 max-[380px]:leading-4';
/** As high as it is in line, so that nothing moves when the counts grow. */
const stacked = 'flex-col justify-center leading-4 wide:text-[11.5px] wide:leading-[13px]';

export function QueueTabs({ current }: { current: QueueTab }) {
  const counts = useQuery(queueQueries.counts()).data;
  const digits = counts ? Object.values(counts).map(shownCount).join('').length : 0;
  const layout = digits > digitsInLine ? stacked : inLine;
  return (
    <nav aria-label="Queue" className="flex [scrollbar-width:none] overflow-x-auto px-2 py-1">
      {tabs.map(({ tab, label }) => {
        const count = tab === 'sent' ? undefined : counts?.[tab];
        return (
          <Link
            key={tab}
            to={paths.queue}
            params={{ tab }}
            aria-current={tab === current ? 'page' : undefined}
            className={`inline-flex h-11 shrink-0 items-center rounded-[10px] border border-transparent px-1.5 text-[13px] ${layout} wide:px-1 full:px-1.5 font-medium text-second transition-colors duration-150 hover:text-ink aria-[current]:border-line aria-[current]:bg-raised aria-[current]:font-semibold aria-[current]:text-ink aria-[current]:shadow-float wide:h-[30px]`}
          >
            {label}
            {count === undefined ? null : (
              <span className="tabular font-normal text-third">{shownCount(count)}</span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
