import { Dialog } from '@base-ui/react/dialog';
import { type ReactNode, useState } from 'react';
import { allCommands } from '../lib/commands/all-commands.ts';
import { useLetterKeys } from '../lib/commands/letter-keys.ts';
import { commandOffers } from '../lib/commands/offers.ts';
import { AllKeys } from './all-keys.tsx';
import { backdropClass } from './backdrop-class.ts';
import { DialogClose } from './dialog-close.tsx';

interface Props {
  /** It has the focus now. */
  onReady: () => void;
  onClose: () => void;
  /** How single letters are turned off. */
  setting: ReactNode;
}

const availableNow = () =>
  new Set<string>(allCommands.map(({ id }) => id).filter((id) => commandOffers.find(id)));
const scrollsByKeyboard = { tabIndex: 0 };

/** Every key, and which of them do something where the person was when it opened. */
export function AllKeysDialog({ onReady, onClose, setting }: Props) {
  const [available] = useState(availableNow);
  const letters = useLetterKeys();
  return (
    <Dialog.Root open onOpenChange={() => onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          finalFocus={false}
          onFocus={onReady}
          className="fixed inset-0 z-50 flex flex-col overflow-hidden bg-surface shadow-float outline-none wide:inset-x-auto wide:inset-y-6 wide:left-1/2 wide:w-[min(780px,calc(100vw-48px))] wide:-translate-x-1/2 wide:rounded-[14px] wide:border wide:border-line"
        >
          <header className="flex shrink-0 items-center border-b border-line py-2 pr-2 pl-3.5 wide:pl-5">
            <Dialog.Title className="mr-auto text-[15px] font-semibold">All keys</Dialog.Title>
            <DialogClose />
          </header>
          <section
            aria-label="Keys"
            {...scrollsByKeyboard}
            className="min-h-0 flex-1 overflow-y-auto px-3.5 py-4 -outline-offset-2 wide:px-5"
          >
            <AllKeys letters={letters} isAvailable={(id) => available.has(id)} />
          </section>
          <footer className="shrink-0 border-t border-line px-3.5 py-2.5 text-[13px] text-second wide:px-5">
            {setting}
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
