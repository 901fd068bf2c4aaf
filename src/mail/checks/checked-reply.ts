import { addressKey, parseAddress } from '../address-list.ts';
import { splitBodyTag } from '../body-tag.ts';
import { textBody } from '../text-body.ts';
import type { CheckInput } from './check-input.ts';
import type { BodyLine } from './line-writer.ts';
import { ownPartOf } from './own-part.ts';
import { readLines } from './read-lines.ts';

/** Somebody who is copied in. */
export interface Recipient {
  readonly part: 'cc' | 'bcc';
  /** The bare address. */
  readonly address: string;
  readonly name: string | null;
  readonly key: string;
  /** Lower case, in ASCII. */
  readonly domain: string;
}

/** What the fields of recipients are called on the screen. */
export const fieldNames = { cc: 'Cc', bcc: 'Bcc' } as const;

/** A reply as all checks look at it: read once. */
export interface CheckedReply {
  readonly input: CheckInput;
  readonly own: readonly BodyLine[];
  readonly signature: readonly BodyLine[];
  readonly forwards: boolean;
  /** What a text message says, as far as it is read; '' for mail. */
  readonly text: string;
  /** Copied in, and an address that mail can be delivered to; each once. */
  readonly recipients: readonly Recipient[];
}

/** Characters of a text message that are read: what is longer by far is told to be too long, whatever else it says. */
const longestText = 20_000;

/** The domain behind the last @ of an address key. */
export const domainOf = (key: string) => key.slice(key.lastIndexOf('@') + 1);

function recipientsOf(input: CheckInput): Recipient[] {
  const seen = new Set<string>();
  return (['cc', 'bcc'] as const).flatMap((part) =>
    input[part].flatMap((entry): Recipient[] => {
      const { address, name } = parseAddress(entry.slice(0, 1000));
      if (address === null) return [];
      const key = addressKey(address);
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ part, address, name, key, domain: domainOf(key) }];
    }),
  );
}

/** Reads a reply and its recipients for the checks. */
export function readReply(input: CheckInput): CheckedReply {
  const recipients = recipientsOf(input);
  if (input.modality === 'email') {
    const { own, signature, forwards } = ownPartOf(readLines(splitBodyTag(input.bodyHtml).content));
    return { input, own, signature, forwards, text: '', recipients };
  }
  const text = textBody(input.bodyHtml.slice(0, longestText));
  const own = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line): BodyLine => ({ text: line, part: 'own', links: [], pictures: 0 }));
  return { input, own, signature: [], forwards: false, text, recipients };
}
