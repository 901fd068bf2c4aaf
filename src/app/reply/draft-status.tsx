import type { ReactNode } from 'react';

const dots = {
  none: 'bg-third',
  good: 'bg-good',
  busy: 'bg-accent',
  warning: 'bg-warning',
  bad: 'bg-bad',
} as const;

/** Says what is kept where. */
export function DraftStatus({ dot, children }: { dot: keyof typeof dots; children: ReactNode }) {
  return (
    <p
      role="status"
      aria-label="Draft status"
      className="tabular flex min-w-0 items-center gap-2 text-[13px] text-second"
    >
      <span aria-hidden className={`size-[7px] shrink-0 rounded-full ${dots[dot]}`} />
      <span className="line-clamp-2 min-w-0 leading-4 wrap-anywhere">{children}</span>
    </p>
  );
}
