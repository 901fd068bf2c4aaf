import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { GradedFinding } from '#mail/checks/grade-findings.ts';
import { Skeleton } from '../ui/skeleton.tsx';

const levels = {
  block: { Icon: CircleAlert, look: 'text-bad-ink', word: 'Blocks sending: ' },
  warn: { Icon: TriangleAlert, look: 'text-warning-ink', word: 'Warning: ' },
} as const;

interface Props {
  findings: readonly GradedFinding[] | undefined;
  /** Shows the place of a finding in the reply. */
  onShow: (finding: GradedFinding) => void;
}

/** Before it goes out: what somebody should look at, what blocks first. */
export function Checks({ findings, onShow }: Props) {
  return (
    <section aria-label="Checks" className="flex flex-col gap-2">
      <h2 className="text-[13px] font-semibold text-second">Before it goes out</h2>
      {findings === undefined ? (
        <Skeleton className="h-4 w-4/5" />
      ) : findings.length === 0 ? (
        <p className="flex items-start gap-2 text-[13px] text-good-ink">
          <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
          Nothing to look at
        </p>
      ) : (
        <ul aria-label="Findings" className="flex flex-col gap-2">
          {findings.map((finding) => {
            const { check, reason, place, level } = finding;
            const { Icon, look, word } = levels[level];
            return (
              <li
                key={`${check} ${place.part} ${place.quote} ${reason}`}
                className={`flex items-start gap-2 text-[13px] ${look}`}
              >
                <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
                <span className="min-w-0 wrap-anywhere">
                  <span className="sr-only">{word}</span>
                  {place.quote !== null ? (
                    <button
                      type="button"
                      onClick={() => onShow(finding)}
                      className="text-left hover:underline"
                    >
                      {reason}
                    </button>
                  ) : (
                    reason
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
