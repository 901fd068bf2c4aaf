import { isApple } from '../lib/is-apple.ts';

interface HintProps {
  children: string | undefined;
  className?: string;
}

/** A key as a hint beside the name of what it does; assistive technology has it from `aria-keyshortcuts`. */
export function KeyHint({ children, className = '' }: HintProps) {
  return children === undefined ? null : (
    <kbd
      aria-hidden
      className={`hidden rounded-[5px] border border-current/35 px-1.5 font-sans text-[11px] leading-4 font-medium wide:inline-block ${className}`}
    >
      {children}
    </kbd>
  );
}

/** The same, for the platform's command key with another one. */
export function CommandKey({ symbol }: { symbol: string }) {
  return <KeyHint className="@max-[46rem]:hidden">{`${isApple() ? '⌘' : 'Ctrl'} ${symbol}`}</KeyHint>;
}

/** Keys as a list of commands shows them. */
export function Keys({ children }: { children: string }) {
  return (
    <kbd className="rounded-[5px] border border-line-strong bg-canvas px-1.5 font-sans text-[12px] leading-5 font-medium whitespace-nowrap text-second">
      {children}
    </kbd>
  );
}
