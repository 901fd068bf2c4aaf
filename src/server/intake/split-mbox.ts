/** Bytes; a message above it is named and left out, and never held in memory whole. */
export const largestMessage = 50 * 1024 * 1024;

export interface MailSource {
  source: Uint8Array;
  /** `source` is only the beginning: the message is above the limit. */
  tooLarge: boolean;
  /** It came out of an mbox, rather than being the whole file. */
  fromMbox: boolean;
}

type Bytes = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * The messages of a file: those of an mbox (RFC 4155; `>From ` is unescaped as in mboxrd, which reads mboxo too), or the
 * file itself when it does not begin with an mbox separator. Nothing of an empty file.
 *
 * `From ` within a body is taken for text unless it looks like a separator and a header field follows it: programs differ
 * in what they write after `From `, and in whether they escape it.
 */
export async function* splitMbox(bytes: Bytes, limit = largestMessage): AsyncGenerator<MailSource> {
  let kind = 'unknown' as 'unknown' | 'mbox' | 'message';
  let message = collector(limit);
  /** A line that is a separator if the next one is a header field. */
  let held: Buffer | undefined;
  let afterBlank = true;

  const add = (line: Buffer) => {
    if (kind === 'unknown') {
      if (isBlank(line)) return;
      kind = 'message';
    }
    message.add(kind === 'mbox' && isEscaped(line) ? line.subarray(1) : line);
  };

  for await (const batch of lines(bytes)) {
    for (const { bytes: line, whole } of batch) {
      if (held) {
        if (startsField(line)) {
          if (kind === 'mbox') yield { ...message.end(true), fromMbox: true };
          kind = 'mbox';
          message = collector(limit);
        } else {
          add(held);
        }
        held = undefined;
      }
      if (kind !== 'message' && whole && isSeparator(line, afterBlank)) held = line;
      else add(line);
      afterBlank = isBlank(line);
    }
  }
  if (held) add(held);
  if (kind !== 'unknown') yield { ...message.end(kind === 'mbox'), fromMbox: kind === 'mbox' };
}

const isEscaped = (line: Buffer) => line[0] === 0x3e && /^>+From /.test(line.toString('latin1', 0, 1000));
const weekdayAndTime = /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b.*\b\d{1,2}:\d{2}/;

function isSeparator(line: Buffer, afterBlank: boolean): boolean {
  if (line[0] !== 0x46 || line.length > 1000 || line.toString('latin1', 0, 5) !== 'From ') return false;
  const rest = line.toString('latin1', 5).trim();
  if (weekdayAndTime.test(rest)) return true;
  // Thunderbird writes nothing or `-`, others an address without a date or with one of their own form.
  return afterBlank && (!/\s/.test(rest) || /^\S+@\S+\s.*\d/.test(rest));
}

const startsField = (line: Buffer) => /^(>?From |[!-9;-~]+[ \t]*:)/.test(line.toString('latin1', 0, 200));
const isBlank = (line: Buffer) =>
  line.length <= 2 && (line[0] === 0x0a || (line[0] === 0x0d && line[1] === 0x0a));

/** Gathers one message, up to the limit. */
function collector(limit: number) {
  const blocks: Buffer[] = [];
  let lines: Buffer[] = [];
  let size = 0;
  const pack = () => {
    blocks.push(Buffer.concat(lines));
    lines = [];
  };
  return {
    add(line: Buffer) {
      size += line.length;
      if (size > limit) return;
      lines.push(line);
      if (lines.length >= 4096) pack();
    },
    /** An mbox has one empty line more than the message. */
    end(dropBlank: boolean) {
      pack();
      const source = Buffer.concat(blocks);
      const extra = !dropBlank ? 0 : /\n\r\n$/.test(tail(source)) ? 2 : /\n\n$/.test(tail(source)) ? 1 : 0;
      return { source: source.subarray(0, source.length - extra), tooLarge: size > limit };
    },
  };
}

const tail = (source: Buffer) => source.toString('latin1', Math.max(0, source.length - 3));

interface Line {
  /** With its line end. */
  bytes: Buffer;
  /** False for a later piece of a long line. */
  whole: boolean;
}

/** Bytes; a line above this comes in pieces: no separator is as long. */
const chunkSize = 64 * 1024;

/** The lines of each chunk; one by one, awaiting each would cost more than everything else. */
async function* lines(bytes: Bytes): AsyncGenerator<Line[]> {
  let pending: Buffer = Buffer.alloc(0);
  let whole = true;
  for await (const chunk of bytes instanceof Uint8Array ? chunksOf(bytes) : bytes) {
    const data = pending.length > 0 ? Buffer.concat([pending, chunk]) : asBuffer(chunk);
    const batch: Line[] = [];
    let from = 0;
    for (let end = data.indexOf(0x0a); end >= 0; end = data.indexOf(0x0a, from)) {
      batch.push({ bytes: data.subarray(from, end + 1), whole });
      whole = true;
      from = end + 1;
    }
    pending = data.subarray(from);
    if (pending.length > chunkSize) {
      batch.push({ bytes: pending, whole });
      whole = false;
      pending = Buffer.alloc(0);
    }
    yield batch;
  }
  if (pending.length > 0) yield [{ bytes: pending, whole }];
}

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
}

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
