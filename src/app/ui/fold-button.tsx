import { Ellipsis, Signature } from 'lucide-react';

interface Props {
  what: 'quoted text' | 'signature';
  shown: boolean;
  onToggle: () => void;
}

/** Shows and hides a folded part of a message. Its name stays, as that of any disclosure: whether it is open is its state. */
export function FoldButton({ what, shown, onToggle }: Props) {
  const Icon = what === 'signature' ? Signature : Ellipsis;
  return (
    <button
      type="button"
      aria-label={`Show ${what}`}
      aria-expanded={shown}
      title={`${shown ? 'Hide' : 'Show'} ${what}`}
      onClick={onToggle}
      className="inline-flex h-11 min-w-11 items-center justify-center rounded-md border border-line px-2 text-second transition-colors duration-150 hover:border-line-strong hover:text-ink wide:h-5 wide:min-w-9"
    >
      <Icon aria-hidden className="size-4" />
    </button>
  );
}
