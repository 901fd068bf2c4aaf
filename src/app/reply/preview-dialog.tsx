import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { lazy, type RefObject, Suspense, useMemo, useRef, useState } from 'react';
import { useCommand } from '../lib/commands/use-command.ts';
import { sentFrameDocument } from '../lib/frame-document.ts';
import { NARROW } from '../lib/use-media.ts';
import { backdropClass } from '../ui/backdrop-class.ts';
import { DialogClose } from '../ui/dialog-close.tsx';
import { MailFrame } from '../ui/mail-frame.tsx';
import { Notice, NoticeAction } from '../ui/notice.tsx';
import { Segmented } from '../ui/segmented.tsx';
import { isBlank } from './outgoing-body.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { PreviewHeading } from './preview-heading.tsx';
import { replyQueries } from './queries.ts';

const TextOnly = lazy(async () => ({ default: (await import('./text-only.tsx')).TextOnly }));

const views = [
  { value: 'desktop', label: 'Desktop' },
  { value: 'phone', label: 'Phone' },
  { value: 'text', label: 'Text only' },
] as const;
type View = (typeof views)[number]['value'];

/** The width of the message: a mail program's reading pane; a phone held upright, with its border; as far as there is room. */
const sheets: Record<View, string> = {
  desktop: 'w-[700px] rounded-[10px]',
  phone: 'w-[377px] max-w-[calc(100cqw-12px)] rounded-[26px]',
  text: 'w-[700px] max-w-[calc(100cqw-12px)] rounded-[10px]',
};

interface Props {
  mail: OutgoingMail;
  conversationId: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  returnFocus: RefObject<HTMLElement | null>;
}

const scrollsByKeyboard = { tabIndex: 0 };
const none: ReadonlyMap<string, string> = new Map();

/** The reply as its recipients get it. */
export function PreviewDialog({ mail, conversationId, open, onOpen, returnFocus }: Props) {
  const section = useRef<HTMLElement>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpen}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          initialFocus={section}
          finalFocus={returnFocus}
          className="fixed inset-0 z-50 flex flex-col overflow-hidden bg-surface shadow-float outline-none wide:inset-x-auto wide:inset-y-6 wide:left-1/2 wide:w-[min(820px,calc(100vw-48px))] wide:-translate-x-1/2 wide:rounded-[14px] wide:border wide:border-line"
        >
          <Message mail={mail} conversationId={conversationId} section={section} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

interface MessageProps extends Pick<Props, 'mail' | 'conversationId'> {
  section: RefObject<HTMLElement | null>;
}

function Message({ mail, conversationId, section }: MessageProps) {
  const { data: inlineImages = none } = useQuery(replyQueries.inlineImages(conversationId, mail.html));
  const [view, setView] = useState<View>(() => (matchMedia(NARROW).matches ? 'phone' : 'desktop'));
  const [remoteImages, setRemoteImages] = useState(false);
  const { srcdoc, held, paper } = useMemo(
    () => sentFrameDocument(mail.html, { remoteImages, inlineImages }),
    [mail.html, remoteImages, inlineImages],
  );
  const asks = held > 0 && view !== 'text';
  useCommand('show-images', () => setRemoteImages(true), { enabled: asks, within: section });
  return (
    <>
      <header className="@container flex shrink-0 items-center gap-2 max-[350px]:flex-wrap border-b border-line py-2 pr-2 pl-3.5 wide:pl-5">
        <Dialog.Title className="mr-auto text-[15px] font-semibold">Preview</Dialog.Title>
        <div className="max-[350px]:order-last max-[350px]:basis-full">
          <Segmented label="Show as" options={views} value={view} onChange={setView} />
        </div>
        <DialogClose />
      </header>
      <section
        ref={section}
        aria-label="Message"
        {...scrollsByKeyboard}
        className="@container min-h-0 flex-1 overflow-auto bg-canvas -outline-offset-2"
      >
        <div className="w-fit min-w-full">
          <div className="sticky left-0 w-[100cqw]">
            <PreviewHeading mail={mail} />
            {asks ? (
              <div className="px-1.5 pt-3 wide:px-5">
                <Notice
                  kind="info"
                  actions={<NoticeAction onClick={() => setRemoteImages(true)}>Load pictures</NoticeAction>}
                >
                  Pictures in this reply come from elsewhere and are not loaded.
                </Notice>
              </div>
            ) : null}
          </div>
          <div className="flex justify-center px-1.5 py-3 wide:px-5 wide:py-5">
            <div
              className={`shrink-0 overflow-hidden border border-line bg-white text-[#1d1b18] ${sheets[view]}`}
            >
              {isBlank(mail.html, 'email') ? (
                <p className="p-4 text-[#5d5850] italic">Nothing is written yet.</p>
              ) : view === 'text' ? (
                <Suspense fallback={<div className="h-40" />}>
                  <TextOnly html={mail.html} />
                </Suspense>
              ) : (
                <MailFrame title="Reply as it arrives" srcdoc={srcdoc} paper={paper} />
              )}
            </div>
          </div>
        </div>
      </section>
    </>
  );
}
