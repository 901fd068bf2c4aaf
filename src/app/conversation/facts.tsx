import type { ReactNode } from 'react';

interface Props {
  summary: ReactNode;
  className: string;
  /** Names and what stands beside each. */
  lines: readonly (readonly [name: string, value: string])[];
}

/** What can be unfolded above a message. */
export function Facts({ summary, className, lines }: Props) {
  return (
    <details className="text-[12.5px] text-second">
      <summary
        className={`w-fit max-w-full cursor-pointer list-none rounded max-wide:py-2.5 hover:text-ink [&::-webkit-details-marker]:hidden ${className}`}
      >
        {summary}
      </summary>
      <dl className="my-1.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 rounded-[10px] bg-sunken px-3 py-2">
        {lines.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-third">{name}</dt>
            <dd dir="auto" className="min-w-0 wrap-anywhere">
              {value}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
