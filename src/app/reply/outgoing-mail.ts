import type { DeskConversation, DeskReply } from '#contract/desk/conversation.ts';
import { committed } from './copy-steps.ts';
import { outgoingBody } from './outgoing-body.ts';
import { type Recipient, recipientsFrom } from './recipients.ts';
import type { WorkingCopy } from './working-copy.ts';

/** A reply as it would leave by e-mail. */
export interface OutgoingMail {
  from: string;
  /** Null where the contact has no address. */
  to: string | null;
  subject: string;
  cc: Recipient[];
  bcc: Recipient[];
  /** Before the mail policy. */
  html: string;
}

const mailbox = (name: string | null, email: string) => (name ? `${name} <${email}>` : email);

type Content = Pick<OutgoingMail, 'cc' | 'bcc' | 'html'>;

const contentOf = (version: WorkingCopy | DeskReply): Content => {
  if ('body_html' in version) {
    const { body_html: html, cc_emails, bcc_emails } = version;
    return { html, cc: recipientsFrom(cc_emails), bcc: recipientsFrom(bcc_emails) };
  }
  const copy = committed(version);
  return { html: outgoingBody(copy, 'email'), cc: copy.cc, bcc: copy.bcc };
};

/** What leaves when `version` is sent as it is now; null where replies are text messages. */
export function outgoingMail(
  { contact, reply_heading: heading }: DeskConversation,
  version: WorkingCopy | DeskReply,
): OutgoingMail | null {
  if (heading === null) return null;
  return {
    from: mailbox(heading.from_name, heading.from_email),
    to: contact.email && mailbox(contact.name, contact.email),
    subject: heading.subject,
    ...contentOf(version),
  };
}
