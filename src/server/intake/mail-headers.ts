import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

export type HeaderLines = ReadonlyArray<{ key: string; line: string }>;

const mailFields =
  /^\s?(from|to|cc|bcc|subject|date|message-id|sender|reply-to|return-path|received|delivered-to|in-reply-to|references|mime-version|content-type|content-transfer-encoding)[ \t]*:/im;

/** The header block, in Latin-1 so that every byte stays one character. */
const headerBlock = (source: Buffer) =>
  /^[\s\S]*?(?:\r?\n\r?\n|$)/.exec(source.toString('latin1', 0, 2 ** 20))?.[0] ?? '';

/** Whether this is mail at all: it begins with header fields, and one of them is of mail. */
export function looksLikeMail(source: Buffer): boolean {
  const head = headerBlock(source);
  return /^[ \t]?[!-9;-~]+[ \t]*:/.test(head) && mailFields.test(head);
}

/**
 * The source with a header block in UTF-8, for mail whose headers hold bare 8-bit characters (RFC 5322 forbids them, RFC
 * 6532 allows UTF-8 only): they are read in the character set that the mail names, else as Windows-1252. The body of a
 * mail that names no character set at all is read that way too.
 */
export function withReadableHeaders(source: Buffer): Buffer {
  const head = headerBlock(source);
  const bytes = source.subarray(0, head.length);
  const charset = /charset\s*=\s*["']?([\w.:+-]+)/i.exec(head)?.[1];
  if (!charset && !/^content-type:(?![ \t]*(?:\r?\n[ \t]+)?text\/)/im.test(head) && !isUtf8(source)) {
    return Buffer.from(decode(source, 'windows-1252'));
  }
  if (isUtf8(bytes)) return source;
  return Buffer.concat([Buffer.from(decode(bytes, charset ?? 'windows-1252')), source.subarray(head.length)]);
}

/** Not TextDecoder: that of Node 20 takes Windows-1252 for Latin-1, and has no € in it. */
function decode(bytes: Buffer, charset: string): string {
  const legacy = iconv.encodingExists(charset) && !/^(utf-?8|us-ascii|iso-8859-1)$/i.test(charset);
  return iconv.decode(bytes, legacy ? charset : 'windows-1252');
}

const values = (lines: HeaderLines, key: string) =>
  lines
    .filter((header) => header.key === key)
    .map((header) => header.line.slice(header.line.indexOf(':') + 1).replace(/\r?\n/g, ''));

/** Bytes; an identifier cannot be longer than a line of mail (RFC 5322, 2.1.1). */
const longestId = 998;

/** Message identifiers with their angle brackets; white space inside comes from folding and is no part of them. */
function identifiers(value: string): string[] {
  const bracketed = value.match(/<[^<>]+>/g) ?? [];
  // Some programs leave the brackets out.
  const bare = /^\s*([^\s<>]+@[^\s<>]+)\s*$/.exec(value)?.[1];
  return (bracketed.length > 0 ? bracketed : bare ? [`<${bare}>`] : [])
    .map((id) => id.replace(/\s+/g, ''))
    .filter((id) => id.length > 2 && Buffer.byteLength(id) <= longestId);
}

export function messageIdOf(lines: HeaderLines): string | null {
  return values(lines, 'message-id').flatMap(identifiers)[0] ?? null;
}

/** What the message answers: References and then In-Reply-To, each once, oldest first; the root and the latest of many. */
export function referencesOf(lines: HeaderLines): string[] {
  const all = [...values(lines, 'references'), ...values(lines, 'in-reply-to')].flatMap(identifiers);
  const unique = [...new Set(all)];
  return unique.length <= 100 ? unique : [...unique.slice(0, 1), ...unique.slice(-99)];
}

const day = 24 * 60 * 60 * 1000;

/** When it was sent: Date, else the newest Received; null when neither is a time at which mail can have been sent. */
export function sentAtOf(lines: HeaderLines, now = Date.now()): string | null {
  const received = values(lines, 'received').map((value) => value.slice(value.lastIndexOf(';') + 1));
  const dated = [...values(lines, 'date').slice(0, 1), ...received.slice(0, 1)].map((value) => value.trim());
  for (const value of dated) {
    const zoned = /([+-]\d{2}:?\d{2}|\dZ|\b[A-Z]{1,4})\s*(\(.*\)\s*)?$/i.test(value) ? value : `${value} UTC`;
    const time = Date.parse(zoned);
    if (time >= Date.UTC(1980, 0) && time <= now + 2 * day) return instantOf(time);
  }
  return null;
}

/** As the store writes instants: with microseconds. */
export const instantOf = (time: number) => new Date(time).toISOString().replace('Z', '000Z');
