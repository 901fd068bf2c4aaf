import { type ReactNode, useId } from 'react';

interface Props {
  name: string;
  hint: string;
  children?: ReactNode;
  preview: ReactNode;
}

/** A signature: how it is written, and beside it how it looks. */
export function SignatureSection({ name, hint, children, preview }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-3">
      <div>
        <h2 id={id} className="text-[15px] font-semibold tracking-[-0.01em]">
          {name}
        </h2>
        <p className="text-[13px] text-second">{hint}</p>
      </div>
      <div className={`grid items-start gap-4 ${children ? 'full:grid-cols-[3fr_2fr]' : ''}`}>
        {children ? <div className="flex min-w-0 flex-col gap-2">{children}</div> : null}
        <div className="flex min-w-0 flex-col gap-2 rounded-[14px] border border-line bg-surface p-4">
          <h3 className="text-[12.5px] font-medium text-second">How it looks</h3>
          {preview}
        </div>
      </div>
    </section>
  );
}
