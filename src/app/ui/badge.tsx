import type { ReactNode } from 'react';

const tones = {
  plain: 'border-line-strong text-second',
  accent: 'border-transparent bg-accent-soft text-accent',
  good: 'border-transparent bg-good-soft text-good-ink',
  warning: 'border-transparent bg-warning-soft text-warning-ink',
  bad: 'border-transparent bg-bad-soft text-bad-ink',
} as const;

export type Tone = keyof typeof tones;

export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-block max-w-full truncate rounded-full border px-2 text-[11.5px] leading-[18px] font-semibold ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
