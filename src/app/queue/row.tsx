import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import type { QueueTab } from '#contract/desk/queue.ts';
import { paths } from '../paths.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';

interface Props {
  conversationId: string;
  /** The list that the conversation opens beside. */
  place: { queue?: QueueTab; search?: string };
  selected: boolean;
  name: string;
  at: string;
  title: string;
  snippet: string;
  strong?: boolean;
  badges?: ReactNode;
}

export function Row({ conversationId, place, selected, name, at, title, snippet, strong, badges }: Props) {
  const id = useId();
  return (
    <li>
      <Link
        to={paths.conversation}
        params={{ conversationId }}
        search={place}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-rest`}
        aria-current={selected ? 'true' : undefined}
        className="flex min-h-16 gap-3 rounded-[12px] border border-transparent px-2.5 py-2.5 transition-colors duration-150 hover:bg-canvas aria-[current]:border-line aria-[current]:bg-surface aria-[current]:shadow-float"
      >
        <Avatar name={name} />
        <div className="min-w-0 flex-1" id={`${id}-rest`}>
          <div className="flex items-baseline gap-2">
            <span id={`${id}-name`} dir="auto" className="min-w-0 flex-1 truncate text-left font-semibold">
              {name}
            </span>
            <span className="shrink-0 text-[12.5px] text-third">
              <Time at={at} />
            </span>
          </div>
          <p
            dir="auto"
            className={`truncate text-left text-[13px] ${strong ? 'font-semibold' : 'text-second'}`}
          >
            {title}
          </p>
          <p dir="auto" className="truncate text-left text-[13px] text-third">
            {snippet}
          </p>
          {badges ? <div className="mt-1.5 flex flex-wrap gap-1.5">{badges}</div> : null}
        </div>
      </Link>
    </li>
  );
}
