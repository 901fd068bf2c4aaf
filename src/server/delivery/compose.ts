import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { envelopeAddress } from '#mail/deliverable.ts';
import { textAlternative } from '#mail/text-alternative.ts';
import { bareAddresses } from '../drafts/recipients.ts';
import type { InlinePart } from './inline-parts.ts';
import type { OutgoingMail } from './transport.ts';

export interface Letter {
  messageId: string;
  from: { name: string | null; address: string };
  to: { name: string | null; address: string };
  cc: readonly string[];
  bcc: readonly string[];
  subject: string;
  /** Sanitised. */
  html: string;
  /** What its `cid:` images show. */
  images: readonly InlinePart[];
  inReplyTo: string | null;
  references: readonly string[];
}

/**
 * Builds the mail: HTML, with its pictures (RFC 2387), and a plain-text alternative (RFC 2046, 5.1.4), threaded by
 * In-Reply-To and References (RFC 5322, 3.6.4). Bcc is in the envelope alone.
 */
export async function compose(letter: Letter): Promise<OutgoingMail> {
  const composer = new MailComposer({
    messageId: letter.messageId,
    from: mailbox(letter.from),
    to: mailbox(letter.to),
    cc: [...letter.cc],
    subject: letter.subject,
    ...(letter.inReplyTo ? { inReplyTo: letter.inReplyTo } : {}),
    references: [...letter.references],
    text: textAlternative(letter.html),
    html: letter.html,
    attachments: letter.images.map(({ contentId, contentType, filename, content }) => ({
      cid: contentId,
      contentType,
      contentDisposition: 'inline',
      filename,
      content: Buffer.from(content),
    })),
    // The text part must not be read from files or addresses that the body names.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const source = await composer.compile().build();
  const recipients = [letter.to.address, ...bareAddresses(letter.cc), ...bareAddresses(letter.bcc)];
  return {
    messageId: letter.messageId,
    envelope: {
      from: envelopeAddress(letter.from.address),
      to: [...new Set(recipients.map(envelopeAddress))],
    },
    source,
  };
}

const mailbox = ({ name, address }: { name: string | null; address: string }) =>
  name ? { name, address } : address;
