import { type ReactNode, useId } from 'react';

/** A part of a settings page: what it is about, then one row for each thing to choose. */
export function SettingsSection({
  title,
  hint,
  action,
  children,
}: {
  title: string;
  hint: ReactNode;
  /** What can be done to the part as a whole. */
  action?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <h2 id={id} className="text-[15px] font-semibold tracking-[-0.01em]">
            {title}
          </h2>
          <p className="text-[13px] text-second">{hint}</p>
        </div>
        {action}
      </div>
      <div className="rounded-[14px] border border-line bg-surface">{children}</div>
    </section>
  );
}
