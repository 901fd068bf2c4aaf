import { addressKey, parseAddressList } from '../address-list.ts';

interface Lists {
  base: readonly string[];
  mine: readonly string[];
  theirs: readonly string[];
}

/** A mailbox whatever its name and case; what is none stands for itself. */
const keyOf = (source: string) =>
  parseAddressList(source)
    .map(({ address, text }) => (address === null ? `?${text}` : addressKey(address)))
    .join('\n');

/**
 * Merges two versions of a list of recipients that go back to the same one, as sets of mailboxes: whoever one side added is
 * in it, whoever one side took out is not. In the order of theirs, then mine; each as it was written.
 */
export function mergeRecipients({ base, mine, theirs }: Lists): string[] {
  const [was, my, their] = [base, mine, theirs].map((list) => new Set(list.map(keyOf)));
  const merged = new Map<string, string>();
  for (const source of [...theirs, ...mine]) {
    const key = keyOf(source);
    const stays = was?.has(key) ? my?.has(key) && their?.has(key) : true;
    if (stays && !merged.has(key)) merged.set(key, source);
  }
  return [...merged.values()];
}
