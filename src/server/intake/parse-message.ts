import { createHash } from 'node:crypto';
import { type AddressObject, type Attachment, type EmailAddress, simpleParser } from 'mailparser';
import { attachmentName } from './attachment-name.ts';
import { looksLikeMail, messageIdOf, referencesOf, sentAtOf, withReadableHeaders } from './mail-headers.ts';
import { largestMessage } from './split-mbox.ts';

export interface Mailbox {
  name: string | null;
  email: string;
}

export interface ParsedAttachment {
  filename: string;
  contentType: string;
  /** Without angle brackets, as `cid:` links name it. */
  contentId: string | null;
  content: Uint8Array;
}

export interface ParsedMail {
  /** With angle brackets; null when there is none to rely on. */
  messageId: string | null;
  /** What it answers, References and In-Reply-To, oldest first. */
  references: string[];
  /** ISO 8601 with microseconds; null when the mail does not say, or says something impossible. */
  sentAt: string | null;
  /** From, else Sender, else Reply-To. */
  from: Mailbox | null;
  replyTo: Mailbox[];
  to: Mailbox[];
  cc: Mailbox[];
  bcc: Mailbox[];
  subject: string | null;
  /** As it came, decoded: hostile until `src/mail` sanitised it. */
  content: string;
  contentFormat: 'html' | 'text';
  attachments: ParsedAttachment[];
  /** SHA-256 of the source with line ends as LF and none at its end, in hexadecimal. */
  sourceHash: string;
}

/** A source that is no mail, or mail beyond the limits; the message is a sentence for people. */
export class UnreadableMail extends Error {}

export const tooLargeMail = () => new UnreadableMail('It is larger than 50 MB.');

const mostAttachments = 200;
const mostParts = 1000;
/** Tens of megabytes of empty lines would keep a parser busy for minutes; 50 MB in base64 are 700,000 lines. */
const mostLines = 2_000_000;

/**
 * Reads one message, whatever its character sets, encodings and MIME structure.
 * @throws UnreadableMail
 */
export async function parseMessage(source: Uint8Array): Promise<ParsedMail> {
  if (source.byteLength > largestMessage) throw tooLargeMail();
  const bytes = withoutLeadingBlanks(Buffer.from(source.buffer, source.byteOffset, source.byteLength));
  if (bytes.length === 0) throw new UnreadableMail('It is empty.');
  if (!looksLikeMail(bytes))
    throw new UnreadableMail('It is no e-mail message: it does not begin with mail headers.');
  if (hasMoreLines(bytes, mostLines)) throw new UnreadableMail(`It has more than ${mostLines} lines.`);
  const mail = await simpleParser(withReadableHeaders(bytes), {
    keepCidLinks: true,
    skipHtmlToText: true,
    skipTextLinks: true,
    maxChildNodes: mostParts,
    checksumAlgo: false,
  }).catch((error: unknown) => {
    throw new UnreadableMail(
      `It could not be read: ${error instanceof Error ? error.message : 'unknown error'}.`,
    );
  });
  if (mail.attachments.length > mostAttachments) {
    throw new UnreadableMail(`It has more than ${mostAttachments} attachments.`);
  }
  const lines = mail.headerLines ?? [];
  const [from] = [mail.from, mail.headers?.get('sender'), mail.replyTo].flatMap((header) =>
    mailboxes(header),
  );
  return {
    messageId: storable(messageIdOf(lines)),
    references: referencesOf(lines).map((id) => storable(id)),
    sentAt: sentAtOf(lines),
    from: from ?? null,
    replyTo: mailboxes(mail.replyTo),
    to: mailboxes(mail.to),
    cc: mailboxes(mail.cc),
    bcc: mailboxes(mail.bcc),
    subject: storable(mail.subject?.replace(/\s+/g, ' ').trim() || null),
    ...body(mail.html || '', mail.text ?? ''),
    attachments: mail.attachments.map(attachment),
    sourceHash: hashOf(bytes),
  };
}

/** HTML where it says something: some programs add an empty HTML part to a text. */
function body(html: string, text: string): Pick<ParsedMail, 'content' | 'contentFormat'> {
  const real = html.length > 10_000 || /<img/i.test(html) || html.replace(/<[^>]*>|&nbsp;|\s/gi, '') !== '';
  return html && (real || !text.trim())
    ? { content: storable(html), contentFormat: 'html' }
    : { content: storable(text.trimEnd()), contentFormat: 'text' };
}

function attachment(part: Attachment, index: number): ParsedAttachment {
  return {
    filename: storable(attachmentName(part.filename, part.contentType, index + 1)),
    contentType: storable(part.contentType.slice(0, 200)),
    contentId: storable(part.cid?.slice(0, 998) || null),
    content: part.content,
  };
}

/** A local part, quoted or not, and a domain; 320 characters bound both (RFC 5321, 4.5.3.1). */
const usableAddress = /^("[^"\p{C}]*"|[^\s<>"\p{C}]+)@[^\s@<>"\p{C}]+$/u;

function mailboxes(header: unknown): Mailbox[] {
  return addressObjects(header)
    .flatMap((object) => object.value)
    .flatMap((entry): EmailAddress[] => entry.group ?? [entry])
    .flatMap(({ name, address = '' }) => {
      const email = storable(address.trim());
      if (email.length > 320 || !usableAddress.test(email)) return [];
      const shown = storable(name).replace(/\s+/g, ' ').trim().slice(0, 200);
      return [{ name: shown && shown.toLowerCase() !== email.toLowerCase() ? storable(shown) : null, email }];
    });
}

function addressObjects(header: unknown): AddressObject[] {
  if (Array.isArray(header)) return header.flatMap(addressObjects);
  return typeof header === 'object' && header !== null && 'value' in header && Array.isArray(header.value)
    ? [header as AddressObject]
    : [];
}

/** What PostgreSQL's `text` can hold: no NUL, no half of a surrogate pair. */
function storable<T extends string | null>(value: T): T;
function storable(value: string | null): string | null {
  return value === null ? null : Buffer.from(value.replaceAll('\0', '')).toString();
}

function hasMoreLines(bytes: Buffer, most: number): boolean {
  let count = 0;
  for (let end = bytes.indexOf(0x0a); end >= 0 && count <= most; end = bytes.indexOf(0x0a, end + 1))
    count += 1;
  return count > most;
}

function withoutLeadingBlanks(bytes: Buffer): Buffer {
  const start = bytes.subarray(0, 3).equals(byteOrderMark) ? 3 : 0;
  const first = bytes.findIndex((byte, index) => index >= start && byte !== 0x0d && byte !== 0x0a);
  return first < 0 ? bytes.subarray(bytes.length) : bytes.subarray(first);
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

const hashOf = (bytes: Buffer) =>
  createHash('sha256')
    .update(bytes.toString('latin1').replaceAll('\r\n', '\n').trimEnd(), 'latin1')
    .digest('hex');
