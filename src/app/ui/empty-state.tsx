import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface Props {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  role?: 'alert';
  heading?: 'h1' | 'h2' | 'h3';
}

export function EmptyState({ icon: Icon, title, children, action, role, heading: Heading = 'h2' }: Props) {
  return (
    <div role={role} className="flex flex-col items-center gap-2 px-8 py-14 text-center">
      <span className="mb-2 inline-flex size-11 items-center justify-center rounded-full bg-canvas text-third">
        <Icon aria-hidden className="size-5" strokeWidth={1.75} />
      </span>
      <Heading className="text-[15px] font-semibold">{title}</Heading>
      {children ? <p className="max-w-72 text-[13px] text-balance text-second">{children}</p> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
