import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import type { QueueTab } from '#contract/desk/queue.ts';
import type { QueueFilters } from '#contract/desk/queue-filters.ts';
import { paths } from '../paths.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';

/** The list that a conversation opens beside, as the address has it. */
export type Place = { queue?: QueueTab; search?: string } & QueueFilters;

interface Props {
  conversationId: string;
  place: Place;
  selected: boolean;
  name: string;
  at: string;
  title: string;
  snippet: string;
  strong?: boolean;
  /** Who wrote it: the full name, and the one that there is room for. */
  author?: { name: string; short: string } | undefined;
  badges?: ReactNode;
  /** What stands before the row and is no part of its link. */
  lead?: ReactNode;
}

/** Pixels; what `Row` is high by its own lines. */
export const rowHeight = { plain: 68, badged: 88 };

/** One line, whatever there is to tell: what does not fit any more is read out all the same. */
const badgeLine = 'mt-px flex h-[20px] flex-wrap gap-x-1.5 gap-y-2 overflow-hidden';

export function Row(props: Props) {
  const { conversationId, place, selected, name, at, title, snippet, strong, author, badges, lead } = props;
  const id = useId();
  return (
    <div className="flex items-center">
      {lead}
      <Link
        to={paths.conversation}
        params={{ conversationId }}
        search={place}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-rest`}
        aria-current={selected ? 'true' : undefined}
        style={{ minHeight: badges ? rowHeight.badged : rowHeight.plain }}
        className="flex min-w-0 flex-1 gap-3 rounded-[12px] border border-transparent px-2.5 py-[6px] outline-offset-[-2px]! transition-colors duration-150 hover:bg-canvas aria-[current]:border-line aria-[current]:bg-surface aria-[current]:shadow-float"
      >
        <span className="pt-0.5">
          <Avatar name={name} />
        </span>
        <div className="min-w-0 flex-1" id={`${id}-rest`}>
          <div className="flex h-[19px] items-baseline gap-2 leading-[19px]">
            <span id={`${id}-name`} dir="auto" className="min-w-0 flex-1 truncate text-left font-semibold">
              {name}
            </span>
            <span className="shrink-0 text-[12.5px] text-third">
              <Time at={at} />
            </span>
          </div>
          <div className="flex h-[17px] items-baseline gap-2 leading-[17px]">
            <p
              dir="auto"
              className={`min-w-0 flex-1 truncate text-left text-[13px] ${strong ? 'font-semibold' : 'text-second'}`}
            >
              {title}
            </p>
            {author ? (
              <span
                title={`Written by ${author.name}`}
                className="max-w-24 shrink-0 truncate text-[12px] text-third"
              >
                <span className="sr-only">by </span>
                {author.short}
              </span>
            ) : null}
          </div>
          <p dir="auto" className="truncate text-left text-[13px] leading-[17px] text-third">
            {snippet}
          </p>
          {badges ? <div className={badgeLine}>{badges}</div> : null}
        </div>
      </Link>
    </div>
  );
}
