import { ChevronDown } from 'lucide-react';
import { type ComponentProps, useId } from 'react';

interface Props extends ComponentProps<'select'> {
  label: string;
}

/** The browser's own list of choices, with its label. */
export function SelectField({ label, children, ...rest }: Props) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-[13px] font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          {...rest}
          className="h-11 w-full appearance-none truncate rounded-[10px] border border-line-strong bg-surface pr-8 pl-3 outline-offset-0 focus-visible:border-accent wide:h-[38px]"
        >
          {children}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-third"
        />
      </div>
    </div>
  );
}
