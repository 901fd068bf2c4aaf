import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';

/** The way out of a dialog, at the end of its heading. */
export function DialogClose() {
  return (
    <Dialog.Close
      aria-label="Close"
      title="Close"
      className="inline-flex size-11 shrink-0 items-center justify-center rounded-lg text-second transition-colors duration-150 hover:bg-canvas hover:text-ink wide:size-[34px]"
    >
      <X aria-hidden className="size-4" />
    </Dialog.Close>
  );
}
