import type { ComponentProps } from 'react';

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover font-semibold',
  secondary: 'border border-line-strong bg-surface text-ink hover:bg-sunken font-medium',
  quiet: 'text-second hover:bg-canvas hover:text-ink font-medium',
  danger: 'border border-line-strong bg-surface text-bad-ink hover:bg-bad-soft font-medium',
} as const;

export type ButtonLook = keyof typeof looks;

export function buttonClass(look: ButtonLook, extra = ''): string {
  return `inline-flex h-11 shrink-0 items-center justify-center gap-2 rounded-[10px] px-3.5 whitespace-nowrap transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-60 wide:h-[34px] ${looks[look]} ${extra}`;
}

interface Props extends ComponentProps<'button'> {
  look?: ButtonLook;
  /** Work is under way: the button stays where it is and takes no second press. */
  busy?: boolean;
}

export function Button({ look = 'secondary', busy = false, className, onClick, ...rest }: Props) {
  return (
    <button
      type="button"
      {...rest}
      onClick={busy ? (event) => event.preventDefault() : onClick}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      className={buttonClass(look, `${busy ? 'opacity-70' : ''} ${className ?? ''}`)}
    />
  );
}
