import { Dialog } from '@base-ui/react/dialog';
import { PanelRight } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import type { DeskConversation } from '#contract/desk/conversation.ts';
import type { GradedFinding } from '#mail/checks/grade-findings.ts';
import { ReviewPanel } from './approval/review-panel.tsx';
import { showFinding } from './approval/show-finding.ts';
import { useCommand } from './lib/commands/use-command.ts';
import { usePainted } from './lib/use-painted.ts';
import { backdropClass } from './ui/backdrop-class.ts';
import { DialogClose } from './ui/dialog-close.tsx';

/** Where the panel has a column of its own. */
export const besideReply = '(width >= 1200px)';

const changes = '[aria-label="What changed"]';

interface Props {
  conversation: DeskConversation;
  /** What the checks say, where a reason leads to its place. */
  checks: (onShow: (finding: GradedFinding) => void) => ReactNode;
  missedSince: string | null;
  onRestore: ((of: { responseId: string; revision: string }) => void) | undefined;
}

/** The panel as a column: what a decision needs to know above, the decision at its foot. */
export function ReviewColumn({ decision, checks, ...panel }: Props & { decision: ReactNode }) {
  const column = useRef<HTMLElement>(null);
  useCommand('show-changes', () => column.current?.querySelector<HTMLElement>(changes)?.focus());
  return (
    <aside
      ref={column}
      aria-label="Review"
      className="flex h-full w-[290px] shrink-0 flex-col border-l border-line bg-sunken"
    >
      <div tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
        {usePainted() ? <ReviewPanel {...panel} checks={checks(showFinding)} /> : null}
      </div>
      {decision ? <div className="shrink-0 border-t border-line p-4">{decision}</div> : null}
    </aside>
  );
}

/** The panel as a sheet over the conversation, where there is no room beside it. */
export function ReviewSheet({ checks, missed, ...panel }: Props & { missed: boolean }) {
  const [open, setOpen] = useState(missed);
  const [told, setTold] = useState(missed);
  const popup = useRef<HTMLDivElement>(null);
  // Whoever is to look at what changed is shown it.
  if (missed !== told) {
    setTold(missed);
    if (missed) setOpen(true);
  }
  const changesFirst = useRef(false);
  const wanted = useRef<GradedFinding | null>(null);
  useCommand('show-changes', () => {
    changesFirst.current = true;
    setOpen(true);
  });
  const initialFocus = () => {
    const wantsChanges = missed || changesFirst.current;
    changesFirst.current = false;
    return (wantsChanges && popup.current?.querySelector<HTMLElement>(changes)) || true;
  };
  // The sheet is over the reply.
  const closeAndShow = (finding: GradedFinding) => {
    wanted.current = finding;
    setOpen(false);
  };
  const showWanted = (isOpen: boolean) => {
    if (isOpen) wanted.current = null;
    else if (wanted.current) showFinding(wanted.current);
  };
  return (
    <Dialog.Root open={open} onOpenChange={setOpen} onOpenChangeComplete={showWanted}>
      <Dialog.Trigger
        aria-label="Review"
        title="Checks, changes and history"
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-second transition-colors duration-150 hover:bg-canvas hover:text-ink wide:size-[34px]"
      >
        <PanelRight aria-hidden className="size-[18px]" strokeWidth={1.75} />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          ref={popup}
          initialFocus={initialFocus}
          finalFocus={() => wanted.current === null}
          className="fixed inset-y-0 right-0 z-50 flex w-[min(400px,100vw)] flex-col bg-sunken shadow-float outline-none wide:border-l wide:border-line"
        >
          <header className="flex shrink-0 items-center border-b border-line py-1.5 pr-2 pl-4">
            <Dialog.Title className="mr-auto text-[15px] font-semibold">Review</Dialog.Title>
            <DialogClose />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
            <ReviewPanel {...panel} checks={checks(closeAndShow)} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
