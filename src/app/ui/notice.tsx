import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode, Ref } from 'react';

const kinds = {
  info: { look: 'bg-accent-soft text-ink', Icon: Info },
  good: { look: 'bg-good-soft text-good-ink', Icon: CircleCheck },
  warning: { look: 'bg-warning-soft text-warning-ink', Icon: TriangleAlert },
  bad: { look: 'bg-bad-soft text-bad-ink', Icon: CircleAlert },
} as const;

interface Props {
  kind: keyof typeof kinds;
  children: ReactNode;
  actions?: ReactNode;
  /** `alert` interrupts a screen reader; `status` waits. */
  role?: 'alert' | 'status';
  /** For whoever gives it the focus. */
  ref?: Ref<HTMLDivElement>;
}

export function Notice({ kind, children, actions, role, ref }: Props) {
  const { look, Icon } = kinds[kind];
  return (
    <div
      ref={ref}
      role={role}
      tabIndex={ref ? -1 : undefined}
      className={`flex flex-wrap items-center gap-x-3 gap-y-1 rounded-[10px] px-3 py-2 text-[13px] ${look}`}
    >
      <p className="flex min-w-0 flex-1 basis-52 items-start gap-2 font-medium">
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span className="min-w-0 wrap-anywhere">{children}</span>
      </p>
      {actions ? <div className="flex flex-wrap items-center gap-x-4">{actions}</div> : null}
    </div>
  );
}

/** The underlined action of a notice. */
export function NoticeAction({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="min-h-11 font-semibold underline underline-offset-2 wide:min-h-7"
    >
      {children}
    </button>
  );
}
