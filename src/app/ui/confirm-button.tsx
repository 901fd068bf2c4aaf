import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { buttonClass } from './button.tsx';

interface Props {
  label: string;
  children: ReactNode;
  title: string;
  consequence: string;
  confirm: string;
  onConfirm: () => void;
}

/** A button whose work cannot be taken back, so that it asks first. */
export function ConfirmButton({ label, children, title, consequence, confirm, onConfirm }: Props) {
  return (
    <AlertDialog.Root>
      <AlertDialog.Trigger
        aria-label={label}
        title={label}
        className={buttonClass('quiet', 'w-11 px-0! wide:w-[34px]')}
      >
        {children}
      </AlertDialog.Trigger>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-[#131316]/40" />
        <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-50 w-[min(400px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 rounded-[14px] border border-line bg-surface p-5 shadow-float">
          <AlertDialog.Title className="text-[15px] font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-second">{consequence}</AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Close className={buttonClass('secondary')}>Cancel</AlertDialog.Close>
            <AlertDialog.Close className={buttonClass('danger')} onClick={onConfirm}>
              {confirm}
            </AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
