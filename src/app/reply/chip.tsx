import { TriangleAlert, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { labelOf, type Recipient } from './recipients.ts';

interface Props {
  recipient: Recipient;
  disabled: boolean;
  onRemove: () => void;
  /** To the neighbour before (-1) or behind (1). */
  onMove: (by: -1 | 1) => void;
}

export function Chip({ recipient, disabled, onRemove, onMove }: Props) {
  const label = labelOf(recipient);
  const broken = recipient.problem !== null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Backspace' || event.key === 'Delete') onRemove();
    else if (event.key === 'ArrowLeft') onMove(-1);
    else if (event.key === 'ArrowRight') onMove(1);
    else return;
    event.preventDefault();
  };
  return (
    <li
      title={recipient.problem ?? recipient.name ?? undefined}
      className={`inline-flex min-h-9 max-w-full items-center rounded-[18px] border pl-2.5 text-[13px] leading-[18px] wide:min-h-6 wide:rounded-[12px] ${
        broken ? 'border-bad bg-bad-soft text-bad-ink' : 'border-line bg-sunken'
      }`}
    >
      {broken ? (
        <TriangleAlert role="img" aria-label="Not valid:" className="mr-1.5 size-3.5 shrink-0" />
      ) : null}
      <span dir="auto" data-recipient className="min-w-0 wrap-anywhere">
        {label}
      </span>
      <button
        type="button"
        data-chip
        aria-label={`Remove ${label}`}
        disabled={disabled}
        onClick={onRemove}
        onKeyDown={onKeyDown}
        className="inline-flex size-9 shrink-0 items-center justify-center rounded-full hover:text-ink wide:size-6"
      >
        <X aria-hidden className="size-3" />
      </button>
    </li>
  );
}
