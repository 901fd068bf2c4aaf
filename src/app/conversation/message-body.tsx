import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeskMessage } from '#contract/desk/conversation.ts';
import { splitQuotedText } from '#mail/quoted-history.ts';
import { usePainted } from '../lib/use-painted.ts';
import { FoldButton } from '../ui/fold-button.tsx';
import { MailHtml } from '../ui/mail-html.tsx';
import { PlainText } from '../ui/plain-text.tsx';
import { canBeInline } from './attachments.ts';
import { conversationQueries } from './queries.ts';

function TextBody({ text }: { text: string }) {
  const [shown, setShown] = useState(false);
  const { visible, quoted } = splitQuotedText(text);
  return (
    <div className="flex flex-col items-start gap-2">
      <PlainText text={visible} />
      {quoted === '' ? null : (
        <FoldButton what="quoted text" shown={shown} onToggle={() => setShown(!shown)} />
      )}
      {shown ? (
        <div className="w-full border-l-2 border-line-strong pl-3 text-second">
          <PlainText text={quoted} />
        </div>
      ) : null}
    </div>
  );
}

function HtmlBody({ message, title }: { message: DeskMessage; title: string }) {
  const wanted = /\bcid:/i.test(message.content) && message.attachments.some(canBeInline);
  const images = useQuery({
    ...conversationQueries.inlineImages(message.conversation_id, message.message_id, message.attachments),
    enabled: wanted,
  });
  // Its frame, which takes the browser long to make, comes after what is there to be decided.
  return usePainted() ? (
    <MailHtml title={title} html={message.content} inlineImages={images.data} />
  ) : (
    <div className="h-6" />
  );
}

export function MessageBody({ message, title }: { message: DeskMessage; title: string }) {
  if (message.content.trim() === '') {
    const nothing = message.modality === 'call' ? 'No transcript.' : 'This message has no text.';
    return <p className="text-third italic">{nothing}</p>;
  }
  return message.content_format === 'html' ? (
    <HtmlBody message={message} title={title} />
  ) : (
    <TextBody text={message.content} />
  );
}
