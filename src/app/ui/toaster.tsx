import { useEffect } from 'react';
import { Toaster as Sonner } from 'sonner';
import { toasts } from '../lib/load-toasts.ts';
import { NARROW, useMedia } from '../lib/use-media.ts';
import { belowToasts } from '../lib/use-room-below-toasts.ts';

/** Where the desk says what was just done. */
export function Toaster() {
  useEffect(toasts.areShown, []);
  const isNarrow = useMedia(NARROW);
  return (
    <Sonner
      position="bottom-left"
      containerAriaLabel="What was done"
      offset={isNarrow ? { bottom: belowToasts.narrow } : { left: 72, bottom: belowToasts.wide }}
      mobileOffset={{ bottom: belowToasts.narrow }}
      visibleToasts={3}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'font-sans flex w-[356px] wide:w-[316px] max-w-[calc(100vw-32px)] items-center gap-2.5 rounded-[12px] bg-mark px-3.5 py-2.5 text-[13px] text-on-mark shadow-float',
          title: 'font-medium',
          content: 'min-w-0 flex-1 wrap-anywhere',
          actionButton:
            'ml-auto shrink-0 rounded-md px-2 py-1 min-h-9 wide:min-h-7 font-semibold underline underline-offset-2',
          closeButton: 'order-last shrink-0 rounded-md p-1',
        },
      }}
    />
  );
}
