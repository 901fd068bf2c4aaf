import { Dialog } from '@base-ui/react/dialog';
import { PanelRight } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import type { DeskConversation } from '#contract/desk/conversation.ts';
import type { GradedFinding } from '#mail/checks/grade-findings.ts';
import { ReviewPanel } from './approval/review-panel.tsx';
import { showFinding } from './approval/show-finding.ts';
import { focusRow } from './lib/commands/rows.ts';
import { useCommand } from './lib/commands/use-command.ts';
import { plural } from './lib/plural.ts';
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

/** Whoever was led to what changed by a key is led back by Escape, and not out of the conversation. */
function leaveChanges(event: KeyboardEvent<HTMLElement>): void {
  const { activeElement } = document;
  if (event.key !== 'Escape' || !(activeElement instanceof HTMLElement) || !activeElement.matches(changes))
    return;
  event.preventDefault();
  event.stopPropagation();
  activeElement.blur();
  focusRow();
}

/** The panel as a column: what a decision needs to know above, the decision at its foot. */
export function ReviewColumn({ decision, checks, ...panel }: Props & { decision: ReactNode }) {
  const column = useRef<HTMLElement>(null);
  useCommand('show-changes', () => column.current?.querySelector<HTMLElement>(changes)?.focus());
  return (
    <aside
      ref={column}
      aria-label="Review"
      onKeyDown={leaveChanges}
      className="flex h-full w-[290px] shrink-0 flex-col border-l border-line bg-sunken"
    >
      <div tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
        {usePainted() ? <ReviewPanel {...panel} checks={checks(showFinding)} /> : null}
      </div>
      {decision ? <div className="shrink-0 border-t border-line p-4">{decision}</div> : null}
    </aside>
  );
}

interface SheetProps extends Props {
  missed: boolean;
  /** What the checks found; what blocks the reply is red. */
  findings: readonly GradedFinding[];
  /** At its foot, while it is open. */
  decision: ((onShow: (finding: GradedFinding) => void) => ReactNode) | null;
  /** Whether it is open: then the decision is made here. */
  onOpen: (open: boolean) => void;
}

/** The panel as a sheet over the conversation, where there is no room beside it. */
export function ReviewSheet({ checks, missed, findings, decision, onOpen, ...panel }: SheetProps) {
  const [open, setOpen] = useState(missed);
  useLayoutEffect(() => {
    onOpen(open);
    return () => onOpen(false);
  }, [open, onOpen]);
  const [told, setTold] = useState(missed);
  const count = useId();
  const blocks = findings.some(({ level }) => level === 'block');
  const popup = useRef<HTMLDivElement>(null);
  // Whoever is to look at what changed is shown it.
  if (missed !== told) {
    setTold(missed);
    if (missed) setOpen(true);
  }
  // What was decided leaves nothing to do here.
  const [toDecide, setToDecide] = useState(decision !== null);
  if (toDecide !== (decision !== null)) {
    setToDecide(decision !== null);
    if (decision === null) setOpen(false);
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
        aria-describedby={findings.length > 0 ? count : undefined}
        className="relative inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-second transition-colors duration-150 hover:bg-canvas hover:text-ink wide:size-[34px]"
      >
        <PanelRight aria-hidden className="size-[18px]" strokeWidth={1.75} />
        {findings.length > 0 ? (
          <span
            aria-hidden
            className={`tabular absolute top-1 right-0.5 min-w-4 rounded-full px-1 text-center text-[11px] leading-4 font-semibold wide:-top-0.5 wide:-right-0.5 ${blocks ? 'bg-bad-soft text-bad-ink' : 'bg-warning-soft text-warning-ink'}`}
          >
            {findings.length}
          </span>
        ) : null}
      </Dialog.Trigger>
      {findings.length > 0 ? (
        <span id={count} hidden>
          {`The checks found ${plural(findings.length, 'thing')}${blocks ? ', and it cannot be sent like this' : ''}`}
        </span>
      ) : null}
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
          {decision ? (
            <div className="shrink-0 border-t border-line p-4">{decision(closeAndShow)}</div>
          ) : null}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
