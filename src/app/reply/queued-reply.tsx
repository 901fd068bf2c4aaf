import { useEffect, useRef } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { textBody } from '#mail/text-body.ts';
import { detailOf } from '../lib/http.ts';
import { useNow } from '../lib/use-now.ts';
import { Button } from '../ui/button.tsx';
import { MailHtml } from '../ui/mail-html.tsx';
import { Notice } from '../ui/notice.tsx';
import { PlainText } from '../ui/plain-text.tsx';
import { DraftStatus } from './draft-status.tsx';
import { type ReplyPlace, useRecallReply } from './mutations.ts';
import type { ReplyModality } from './outgoing-body.ts';

interface Props {
  place: ReplyPlace;
  reply: DeskReply;
  modality: ReplyModality;
  /** The card has just replaced the form: what was focused is gone. */
  takeFocus: boolean;
  onRecall: () => void;
}

function secondsLeft(reply: DeskReply, now: number): number {
  if (reply.awaiting_approval || reply.release_at === null) return 0;
  return Math.max(0, Math.ceil((Date.parse(reply.release_at) - now) / 1000));
}

function Status({ reply, left }: { reply: DeskReply; left: number }) {
  if (reply.status === 'sending') return <DraftStatus dot="busy">Sending</DraftStatus>;
  if (reply.awaiting_approval) return <DraftStatus dot="warning">Waiting for approval</DraftStatus>;
  return (
    <DraftStatus dot="busy">
      Queued to send
      <span aria-hidden>{left > 0 ? ` in ${left} s` : ''}</span>
    </DraftStatus>
  );
}

/** A reply that was let go: to be read, and called back while that is possible. */
export function QueuedReply({ place, reply, modality, takeFocus, onRecall }: Props) {
  const recall = useRecallReply(place);
  const counting = reply.status === 'queued' && !reply.awaiting_approval && reply.release_at !== null;
  const left = secondsLeft(reply, useNow(counting));
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (takeFocus) card.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  const takeBack = () => {
    onRecall();
    recall.mutate(reply.revision);
  };
  const others = [...reply.cc_emails, ...reply.bcc_emails];

  return (
    <>
      {recall.error ? (
        <Notice kind="bad" role="alert">
          {detailOf(recall.error)}
        </Notice>
      ) : null}
      <section
        ref={card}
        tabIndex={-1}
        aria-label="Queued reply"
        className="overflow-hidden rounded-[14px] border border-line-strong bg-surface shadow-float outline-none"
      >
        {others.length > 0 ? (
          <p className="border-b border-line px-[18px] py-2 text-[13px] wrap-anywhere text-second">
            {reply.cc_emails.length > 0 ? `Cc ${reply.cc_emails.join(', ')}` : ''}
            {reply.cc_emails.length > 0 && reply.bcc_emails.length > 0 ? ' · ' : ''}
            {reply.bcc_emails.length > 0 ? `Bcc ${reply.bcc_emails.join(', ')}` : ''}
          </p>
        ) : null}
        <div className="max-h-[38dvh] overflow-y-auto px-[18px] py-3.5 text-[14.5px] leading-[1.6]">
          {modality === 'email' ? (
            <MailHtml title="Queued reply" html={reply.body_html} />
          ) : (
            <PlainText text={textBody(reply.body_html)} />
          )}
        </div>
        <footer className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2 border-t border-line px-3.5 py-2.5">
          <div className="mr-auto">
            <Status reply={reply} left={left} />
          </div>
          {reply.status === 'queued' ? (
            <Button busy={recall.isPending} onClick={takeBack}>
              Edit
            </Button>
          ) : null}
          {left > 0 ? (
            <Button look="primary" busy={recall.isPending} onClick={takeBack}>
              Undo
            </Button>
          ) : null}
        </footer>
      </section>
    </>
  );
}
