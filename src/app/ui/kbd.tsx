const apple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The platform's command key with another one, as a hint beside a button's name. */
export function CommandKey({ symbol }: { symbol: string }) {
  return (
    <kbd
      aria-hidden
      className="hidden rounded-[5px] border border-current/35 px-1.5 font-sans text-[11px] leading-4 font-medium wide:inline-block"
    >
      {apple ? '⌘' : 'Ctrl'} {symbol}
    </kbd>
  );
}
