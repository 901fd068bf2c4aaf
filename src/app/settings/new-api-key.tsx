import { Dialog } from '@base-ui/react/dialog';
import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { backdropClass } from '../ui/backdrop-class.ts';
import { buttonClass } from '../ui/button.tsx';
import { DialogClose } from '../ui/dialog-close.tsx';
import { ApiKeyForm } from './api-key-form.tsx';
import { useMakeApiKey } from './mutations.ts';
import { ShownApiKey } from './shown-api-key.tsx';

/** Makes a key and shows it once: when the dialog closes, however it does, nothing here has it any more. */
export function NewApiKey() {
  const [open, setOpen] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  const make = useMakeApiKey();
  const change = (shown: boolean) => {
    // Closed now, nobody would ever see the key that is being made.
    if (make.isPending) return;
    if (!shown) make.reset();
    setOpen(shown);
  };
  const made = make.data;
  return (
    <Dialog.Root open={open} onOpenChange={change} disablePointerDismissal={made !== undefined}>
      <Dialog.Trigger className={buttonClass('secondary')}>
        <Plus aria-hidden className="size-4" />
        New key
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          initialFocus={name}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[min(520px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 flex-col overflow-y-auto rounded-[14px] border border-line bg-surface shadow-float outline-none"
        >
          <header className="flex shrink-0 items-center py-2 pr-2 pl-5">
            <Dialog.Title className="mr-auto min-w-0 text-[15px] font-semibold wrap-anywhere">
              {made ? `Key of ${made.name}` : 'New API key'}
            </Dialog.Title>
            <DialogClose />
          </header>
          <div className="px-5 pb-5">
            {made ? (
              <ShownApiKey apiKey={made.key} onDone={() => change(false)} />
            ) : (
              <ApiKeyForm
                nameField={name}
                error={make.error}
                isBusy={make.isPending}
                onSubmit={(wanted) => make.mutate(wanted)}
              />
            )}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
