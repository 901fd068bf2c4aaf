import { isApple } from '../lib/is-apple.ts';

/** The platform's command key with another one, as a hint beside a button's name. */
export function CommandKey({ symbol }: { symbol: string }) {
  return (
    <kbd
      aria-hidden
      className="hidden rounded-[5px] border border-current/35 px-1.5 font-sans text-[11px] leading-4 font-medium wide:inline-block @max-[46rem]:hidden"
    >
      {isApple() ? '⌘' : 'Ctrl'} {symbol}
    </kbd>
  );
}

/** Keys as a list of commands shows them. */
export function Keys({ children }: { children: string }) {
  return (
    <kbd className="rounded-[5px] border border-line-strong bg-canvas px-1.5 font-sans text-[12px] leading-5 font-medium whitespace-nowrap text-second">
      {children}
    </kbd>
  );
}
