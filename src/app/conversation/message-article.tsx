import { MailWarning, Phone } from 'lucide-react';
import { memo } from 'react';
import type { DeskMessage } from '#contract/desk/conversation.ts';
import type { Modality } from '#contract/modality.ts';
import { duration, spokenTime } from '../lib/dates.ts';
import { Avatar } from '../ui/avatar.tsx';
import { Time } from '../ui/time.tsx';
import { AttachmentList } from './attachment-list.tsx';
import { Facts } from './facts.tsx';
import { MessageBody } from './message-body.tsx';
import { SentAs } from './sent-as.tsx';

const modalityNames: Record<Modality, string> = {
  email: 'e-mail',
  text: 'text message',
  call: 'call',
  'live chat': 'live chat',
  'form request': 'form request',
};

function senderOf(message: DeskMessage, contactName: string): string {
  const somebody = message.message_direction === 'sent' ? 'Your team' : contactName || 'Customer';
  return message.sender_name || message.sender_email || somebody;
}

function Recipients({ message }: { message: DeskMessage }) {
  const lines = [
    ['From', message.sender_email ? [message.sender_email] : []],
    ['To', message.to_emails],
    ['Cc', message.cc_emails],
    ['Bcc', message.bcc_emails],
    ['Subject', message.subject ? [message.subject] : []],
  ] as const;
  const people = [...message.to_emails, ...message.cc_emails, ...message.bcc_emails];
  if (people.length === 0) return null;
  const others = people.length - 1;
  return (
    <Facts
      className="truncate"
      lines={lines.flatMap(([name, values]) => (values.length === 0 ? [] : [[name, values.join(', ')]]))}
      summary={`to ${people[0]}${others > 0 ? ` and ${others} more` : ''}`}
    />
  );
}

interface Props {
  message: DeskMessage;
  /** For a message that does not say who sent it. */
  contactName: string;
}

/** Drawn anew only when it changed: the page around it is drawn with every key. */
export const MessageArticle = memo(function MessageArticle({ message, contactName }: Props) {
  const sender = senderOf(message, contactName);
  const name = `${sender}, ${spokenTime(message.at)}`;
  const direction = message.message_direction === 'sent' ? ', sent' : '';
  return (
    <article aria-label={name} className="flex gap-3">
      <Avatar name={sender} size={30} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span dir="auto" className="font-semibold">
            {sender}
          </span>
          <span className="text-[12.5px] text-third">
            <Time at={message.at} spoken /> · {modalityNames[message.modality]}
            {direction}
          </span>
        </p>
        <Recipients message={message} />
        <SentAs message={message} />
        {message.refused_emails.length === 0 ? null : (
          <p className="flex items-center gap-2 text-[12.5px] text-bad-ink">
            <MailWarning aria-hidden className="size-4 shrink-0" />
            <span className="min-w-0 wrap-anywhere">
              Refused by the mail server, so not delivered: {message.refused_emails.join(', ')}
            </span>
          </p>
        )}
        {message.call_duration === null ? null : (
          <p className="flex items-center gap-2 text-[13px] text-second">
            <Phone aria-hidden className="size-4" />
            Lasted {duration(message.call_duration)}
          </p>
        )}
        <MessageBody message={message} title={`Message of ${name}`} />
        <AttachmentList attachments={message.attachments} />
      </div>
    </article>
  );
});
