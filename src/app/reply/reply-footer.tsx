import { LoaderCircle, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { CommandKey } from '../ui/kbd.tsx';
import { Segmented } from '../ui/segmented.tsx';
import type { WhenDone } from './attempt.ts';

const choices = [
  { value: 'review', label: 'Save for review' },
  { value: 'send', label: 'Send now' },
] as const;

interface Props {
  whenDone: WhenDone;
  notify: boolean;
  onChoose: (whenDone: WhenDone) => void;
  onNotify: (notify: boolean) => void;
  status: ReactNode;
  busy: boolean;
  onSubmit: () => void;
  /** Absent while nothing is saved. */
  onDiscard: (() => void) | undefined;
}

/** What happens next, and the button that does it. */
export function ReplyFooter(props: Props) {
  const { whenDone, notify, onChoose, onNotify, status, busy, onSubmit, onDiscard } = props;
  return (
    <footer className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-3.5 py-2.5 @max-md:gap-x-2 @max-md:px-3">
      <Segmented label="When done" options={choices} value={whenDone} onChange={onChoose} />
      {whenDone === 'review' ? (
        <label className="inline-flex min-h-11 items-center gap-2 text-[13px] font-medium whitespace-nowrap text-second wide:min-h-0 @max-md:gap-1.5">
          <input
            type="checkbox"
            checked={notify}
            onChange={(event) => onNotify(event.target.checked)}
            className="size-4 accent-accent"
          />
          Notify reviewers
        </label>
      ) : null}
      <div className="ml-auto flex min-w-0 items-center justify-end gap-x-3 @max-md:basis-full @max-md:gap-x-2">
        <div className="mr-auto min-w-0">{status}</div>
        {onDiscard ? (
          <ConfirmButton
            label="Discard draft"
            title="Discard this draft?"
            consequence="The reply is deleted for everybody. This cannot be undone."
            confirm="Discard"
            onConfirm={onDiscard}
          >
            <Trash2 aria-hidden className="size-4" strokeWidth={1.75} />
          </ConfirmButton>
        ) : null}
        <Button look="primary" busy={busy} onClick={onSubmit}>
          {whenDone === 'send' ? 'Send reply' : 'Save draft'}
          {busy ? <LoaderCircle aria-hidden className="size-4 animate-spin" /> : <CommandKey symbol="↵" />}
        </Button>
      </div>
    </footer>
  );
}
