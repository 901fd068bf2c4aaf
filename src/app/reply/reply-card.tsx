import { Fragment, type ReactNode, type Ref, useRef } from 'react';
import { textBody } from '#mail/text-body.ts';
import { useRoomBelowToasts } from '../lib/use-room-below-toasts.ts';
import { MailHtml } from '../ui/mail-html.tsx';
import { PlainText } from '../ui/plain-text.tsx';
import type { ReplyModality } from './outgoing-body.ts';

interface Props {
  ref: Ref<HTMLElement>;
  name: 'Queued reply' | 'Waiting reply';
  modality: ReplyModality;
  html: string;
  cc: readonly string[];
  bcc: readonly string[];
  inlineImages: ReadonlyMap<string, string> | undefined;
  status: ReactNode;
  /** The buttons at its foot. */
  children: ReactNode;
}

/** Those of one field, told apart: a finding may be about one of them. */
function Listed({ field, entries }: { field: 'Cc' | 'Bcc'; entries: readonly string[] }) {
  let at = 0;
  return (
    <span data-recipients={field.toLowerCase()}>
      {field}{' '}
      {entries.map((entry) => {
        const key = at;
        at += entry.length + 1;
        return (
          <Fragment key={key}>
            {key > 0 ? ', ' : null}
            <span data-recipient>{entry}</span>
          </Fragment>
        );
      })}
    </span>
  );
}

/** A reply that was let go: what it says and to whom, to be read and not to be written in. */
export function ReplyCard(props: Props) {
  const { ref, name, modality, html, cc, bcc, inlineImages, status, children } = props;
  const foot = useRef<HTMLElement>(null);
  useRoomBelowToasts('reply', foot);
  return (
    <section
      ref={ref}
      tabIndex={-1}
      aria-label={name}
      className="overflow-hidden rounded-[14px] border border-line-strong bg-surface shadow-float outline-none"
    >
      {cc.length + bcc.length > 0 ? (
        <p
          tabIndex={-1}
          className="border-b border-line px-[18px] py-2 text-[13px] wrap-anywhere text-second outline-none"
        >
          {cc.length > 0 ? <Listed field="Cc" entries={cc} /> : null}
          {cc.length > 0 && bcc.length > 0 ? ' · ' : null}
          {bcc.length > 0 ? <Listed field="Bcc" entries={bcc} /> : null}
        </p>
      ) : null}
      <div
        data-reply-body
        className="max-h-[38dvh] overflow-y-auto px-[18px] py-3.5 text-[14.5px] leading-[1.6]"
      >
        {modality === 'email' ? (
          <MailHtml title={name} html={html} inlineImages={inlineImages} />
        ) : (
          <PlainText text={textBody(html)} />
        )}
      </div>
      <footer
        ref={foot}
        className="flex flex-wrap items-center justify-end gap-x-3 gap-y-2 border-t border-line px-3.5 py-2.5"
      >
        <div className="mr-auto">{status}</div>
        {children}
      </footer>
    </section>
  );
}
