import { AlertDialog } from '@base-ui/react/alert-dialog';
import type { ReactNode } from 'react';
import { backdropClass } from './backdrop-class.ts';

/** A question over the page, inside an `AlertDialog.Root`: its title, and below it what is asked and the answers. */
export function QuestionPopup({ title, children }: { title: string; children: ReactNode }) {
  return (
    <AlertDialog.Portal>
      <AlertDialog.Backdrop className={backdropClass} />
      <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-50 max-h-[calc(100dvh-16px)] w-[min(420px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 overflow-y-auto rounded-[14px] border border-line bg-surface p-5 shadow-float">
        <AlertDialog.Title className="text-[15px] font-semibold">{title}</AlertDialog.Title>
        {children}
      </AlertDialog.Popup>
    </AlertDialog.Portal>
  );
}
