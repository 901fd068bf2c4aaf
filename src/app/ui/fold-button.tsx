import { Ellipsis } from 'lucide-react';

/** Shows and hides the quoted history of a message. */
export function FoldButton({ shown, onToggle }: { shown: boolean; onToggle: () => void }) {
  const label = shown ? 'Hide quoted text' : 'Show quoted text';
  return (
    <button
      type="button"
      aria-label={label}
      aria-expanded={shown}
      title={label}
      onClick={onToggle}
      className="inline-flex h-11 min-w-11 items-center justify-center rounded-md border border-line px-2 text-second transition-colors duration-150 hover:border-line-strong hover:text-ink wide:h-5 wide:min-w-9"
    >
      <Ellipsis aria-hidden className="size-4" />
    </button>
  );
}
