import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type ReactNode, useRef } from 'react';
import type { CommandId } from '../lib/commands/command-table.ts';
import { hintOf, useKeysOf } from '../lib/commands/keys-of.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { buttonClass } from './button.tsx';
import { QuestionPopup } from './question-popup.tsx';

interface Props {
  /** The command that presses it. */
  command: CommandId;
  label: string;
  children: ReactNode;
  title: string;
  consequence: string;
  confirm: string;
  onConfirm: () => void;
}

/** A button whose work cannot be taken back, so that it asks first. */
export function ConfirmButton({ command, label, children, title, consequence, confirm, onConfirm }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const keys = useKeysOf(command);
  useCommand(command, () => trigger.current?.click());
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger
        ref={trigger}
        aria-label={label}
        aria-keyshortcuts={keys?.aria}
        title={hintOf(label, keys)}
        className={buttonClass('quiet', 'w-11 px-0! wide:w-[34px]')}
      >
        {children}
      </AlertDialog.Trigger>
      <QuestionPopup title={title}>
        <AlertDialog.Description className="mt-1.5 text-second">{consequence}</AlertDialog.Description>
        <div className="mt-5 flex justify-end gap-2">
          <AlertDialog.Close className={buttonClass('secondary')}>Cancel</AlertDialog.Close>
          <AlertDialog.Close className={buttonClass('danger')} onClick={onConfirm}>
            {confirm}
          </AlertDialog.Close>
        </div>
      </QuestionPopup>
    </AlertDialog.Root>
  );
}
