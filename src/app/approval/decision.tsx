import { useLayoutEffect, useRef, useState } from 'react';
import { hintOf, useKeysOf } from '../lib/commands/keys-of.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { Button } from '../ui/button.tsx';
import { KeyHint } from '../ui/kbd.tsx';
import { Notice } from '../ui/notice.tsx';
import { ReturnForm } from './return-form.tsx';
import { selectedPassage } from './selected-passage.ts';
import { unfinishedReturns } from './unfinished-returns.ts';
import type { DecisionState } from './use-decision.ts';

interface Props {
  decision: DecisionState;
  /** Who decides about which reply. */
  name: string;
  /** The manager changed the reply and has not let it go: what is approved is the edit. */
  edited: boolean;
  onApproveEdited: (direction: 1 | -1) => void;
  /** Why it may not go out as it is; null: it may. */
  blocked: string | null;
  /** It was asked for all the same: what blocks it is shown. */
  onBlocked: () => void;
}

/** A manager's yes or no to the reply on the screen. */
export function Decision({ decision, name, edited, onApproveEdited, blocked, onBlocked }: Props) {
  const { problem, changed, approving } = decision;
  const [returning, setReturning] = useState(() => {
    const begun = unfinishedReturns.get(name);
    return begun?.isAside ? undefined : begun;
  });
  const passage = useRef<string | null>(null);
  const returnButton = useRef<HTMLButtonElement>(null);
  const section = useRef<HTMLElement>(null);
  const isReturning = returning !== undefined;
  const leadsBack = useRef(false);
  // Before a dialog around it sees that the focus is gone, and takes it.
  useLayoutEffect(() => {
    if (isReturning || !leadsBack.current) return;
    leadsBack.current = false;
    returnButton.current?.focus();
  }, [isReturning]);
  const close = () => {
    // Whoever went elsewhere meanwhile stays there.
    leadsBack.current = section.current?.contains(document.activeElement) === true;
    unfinishedReturns.putAside(name);
    setReturning(undefined);
  };
  const [tried, setTried] = useState(false);
  const yes = (direction: 1 | -1) => {
    if (blocked !== null) {
      setTried(true);
      onBlocked();
    } else if (!edited) decision.approve(direction);
    else if (decision.mayDecide()) onApproveEdited(direction);
  };
  const ask = () => {
    unfinishedReturns.begin(name, passage.current ?? selectedPassage());
    setReturning(unfinishedReturns.get(name));
  };
  const approveKeys = useKeysOf('approve-next');
  const returnKeys = useKeysOf('return');
  useCommand('approve-next', () => yes(1), { enabled: !isReturning, within: section });
  useCommand('approve-previous', () => yes(-1), { enabled: !isReturning, within: section });
  useCommand('finish', () => yes(1), { enabled: !isReturning, within: section, first: true });
  useCommand('return', ask, { within: section });

  return (
    <section ref={section} aria-label="Decision" className="flex flex-col gap-2">
      {problem === null ? (
        changed ? (
          <Notice kind="warning" role="status">
            This reply was changed since you opened it.
          </Notice>
        ) : null
      ) : (
        <Notice kind="bad" role="alert">
          {problem}
        </Notice>
      )}
      {returning ? (
        <ReturnForm
          name={name}
          passage={returning.passage}
          busy={decision.returning}
          onReturn={async (note) => {
            const returned = await decision.giveBack(note, returning.passage);
            if (returned) unfinishedReturns.end(name);
            if (returned === 'here') close();
          }}
          onCancel={close}
        />
      ) : (
        <div className="flex flex-col gap-2 @sm:flex-row-reverse @sm:flex-wrap">
          {blocked === null ? null : (
            <p
              key={String(tried)}
              id="why-blocked"
              role={tried ? 'alert' : undefined}
              className="text-[13px] text-bad-ink @sm:basis-full"
            >
              {blocked}
            </p>
          )}
          <Button
            look="primary"
            className="@sm:flex-1"
            busy={approving}
            aria-describedby={blocked === null ? undefined : 'why-blocked'}
            onClick={() => yes(1)}
            aria-keyshortcuts={approveKeys?.aria}
            title={hintOf('Approve, and open the next', approveKeys)}
          >
            {edited ? 'Approve edited' : 'Approve and send'}
            <KeyHint>{approveKeys?.label}</KeyHint>
          </Button>
          <Button
            ref={returnButton}
            onPointerDown={() => {
              passage.current = selectedPassage();
            }}
            aria-keyshortcuts={returnKeys?.aria}
            title={hintOf('Return with a note', returnKeys)}
            onClick={() => {
              ask();
              passage.current = null;
            }}
          >
            Return to rep
            <KeyHint>{returnKeys?.label}</KeyHint>
          </Button>
        </div>
      )}
    </section>
  );
}
