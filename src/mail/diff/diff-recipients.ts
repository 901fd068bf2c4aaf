import { addressKey, parseAddressList } from '../address-list.ts';

export interface Recipients {
  cc: readonly string[];
  bcc: readonly string[];
}

export interface ListDiff {
  /** As they are shown: the bare address, or what stands there where it is none. */
  added: string[];
  removed: string[];
}

export interface RecipientDiff {
  cc: ListDiff;
  bcc: ListDiff;
}

/** By mailbox: names, case and order are nobody's address. */
function mailboxesOf(list: readonly string[]): Map<string, string> {
  const entries = list.flatMap((source) => parseAddressList(source));
  return new Map(
    entries.map(({ address, text }) =>
      address === null ? [`?${text}`, text] : [addressKey(address), address],
    ),
  );
}

function diffList(before: readonly string[], after: readonly string[]): ListDiff {
  const [old, now] = [mailboxesOf(before), mailboxesOf(after)];
  const missingIn = (there: Map<string, string>, list: Map<string, string>) =>
    [...list].flatMap(([key, shown]) => (there.has(key) ? [] : [shown]));
  return { added: missingIn(old, now), removed: missingIn(now, old) };
}

/** Who gets the later reply and did not get the earlier one, and the other way round; a move from Cc to Bcc is both. */
export function diffRecipients(before: Recipients, after: Recipients): RecipientDiff {
  return { cc: diffList(before.cc, after.cc), bcc: diffList(before.bcc, after.bcc) };
}
