import { LoaderCircle, Trash2 } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { keysOf } from '../lib/commands/keys-of.ts';
import { useRoomBelowToasts } from '../lib/use-room-below-toasts.ts';
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
  approvalNeeded: boolean;
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
  const { whenDone, notify, approvalNeeded, onChoose, onNotify, status, busy, onSubmit, onDiscard } = props;
  const foot = useRef<HTMLElement>(null);
  useRoomBelowToasts('reply', foot);
  return (
    <footer
      ref={foot}
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-3.5 py-2.5 @max-md:gap-x-2 @max-md:px-3"
    >
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
      ) : approvalNeeded ? (
        <p className="text-[13px] text-second">A manager approves it first</p>
      ) : null}
      {/* Its width does not follow its words: what is above would move with each of them. */}
      <div className="flex min-w-0 flex-1 basis-[300px] items-center justify-end gap-x-3 gap-y-2 @max-md:basis-full @max-md:gap-x-2 @max-xs:flex-wrap">
        <div className="mr-auto min-w-0 @max-xs:basis-full">{status}</div>
        {onDiscard ? (
          <ConfirmButton
            command="discard"
            label="Discard draft"
            title="Discard this draft?"
            consequence="The reply is deleted for everybody. For a moment you can undo it."
            confirm="Discard"
            onConfirm={onDiscard}
          >
            <Trash2 aria-hidden className="size-4" strokeWidth={1.75} />
          </ConfirmButton>
        ) : null}
        <Button
          look="primary"
          busy={busy}
          className="relative"
          onClick={onSubmit}
          aria-keyshortcuts={keysOf('finish')?.aria}
        >
          {/* The button keeps its width: what is beside it stays where it is. */}
          <span className={`inline-flex items-center gap-2 ${busy ? 'opacity-0' : ''}`}>
            {whenDone === 'send' ? 'Send reply' : 'Save draft'}
            <CommandKey symbol="↵" />
          </span>
          {busy ? <LoaderCircle aria-hidden className="absolute size-4 animate-spin" /> : null}
        </Button>
      </div>
    </footer>
  );
}
