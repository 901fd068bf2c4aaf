import { Eye } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { hintOf, useKeysOf } from '../lib/commands/keys-of.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import { Button } from '../ui/button.tsx';
import type { OutgoingMail } from './outgoing-mail.ts';

const load = () => import('./preview-dialog.tsx');
const PreviewDialog = lazy(async () => ({ default: (await load()).PreviewDialog }));

interface Props {
  /** In the row of a toolbar, or among the buttons at a reply's foot. */
  place: 'toolbar' | 'footer';
  /** Asked when the preview opens. */
  read: () => OutgoingMail | null;
  conversationId: string;
}

/** Shows the reply as its recipients would get it now. */
export function PreviewButton({ place, read, conversationId }: Props) {
  const [mail, setMail] = useState<OutgoingMail | null>(null);
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const returnFocus = useRef<HTMLElement>(null);
  const keys = useKeysOf('preview');
  const show = (from: Element | null) => {
    returnFocus.current = from instanceof HTMLElement && from !== document.body ? from : button.current;
    setMail(read());
    setOpen(true);
  };
  useCommand('preview', () => show(document.activeElement));
  const press = {
    ref: button,
    'aria-keyshortcuts': keys?.aria,
    title: hintOf('Preview', keys),
    onClick: () => show(button.current),
    onPointerEnter: load,
    onFocus: load,
  };
  return (
    <>
      {place === 'footer' ? (
        <Button look="quiet" {...press}>
          <Eye aria-hidden className="size-4" strokeWidth={1.75} />
          Preview
        </Button>
      ) : (
        <button type="button" aria-label="Preview" className="reply-tool" {...press}>
          <Eye aria-hidden size={16} strokeWidth={2} />
        </button>
      )}
      {mail ? (
        <Suspense fallback={null}>
          <PreviewDialog
            mail={mail}
            conversationId={conversationId}
            open={open}
            onOpen={setOpen}
            returnFocus={returnFocus}
          />
        </Suspense>
      ) : null}
    </>
  );
}
