import { type ComponentProps, useId } from 'react';

interface Props extends ComponentProps<'input'> {
  label: string;
  hint?: string;
}

export function TextField({ label, hint, ...rest }: Props) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-[13px] font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...rest}
        className="h-11 rounded-[10px] border border-line-strong bg-surface px-3 outline-offset-0 placeholder:text-third focus-visible:border-accent wide:h-[38px]"
      />
      {hint ? (
        <p id={`${id}-hint`} className="text-[12.5px] text-second">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
