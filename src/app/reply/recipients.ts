import { type AddressEntry, addressKey, parseAddressList } from '#mail/address-list.ts';

/** One chip. `source` is how the API gave it: what nobody touched is sent back as it was. */
export interface Recipient extends AddressEntry {
  source?: string;
}

export interface Committed {
  recipients: Recipient[];
  added: Recipient[];
  /** Addresses that were in the list already. */
  repeated: string[];
}

const keyOf = ({ address, text }: AddressEntry) => (address === null ? `?${text}` : addressKey(address));

/** What a chip shows and what is sent: the bare address. */
export const labelOf = ({ address, text }: Recipient): string => address ?? text;

export function recipientsFrom(addresses: readonly string[]): Recipient[] {
  return addresses.flatMap((source): Recipient[] => {
    const entries = parseAddressList(source);
    const [only] = entries;
    return entries.length === 1 && only ? [{ ...only, source }] : entries;
  });
}

/** What to send. Entries with a problem stay out: they block sending before this is asked. */
export function addressesOf(recipients: readonly Recipient[]): string[] {
  return recipients.flatMap(({ address, source }) => (address === null ? [] : [source ?? address]));
}

export function problemsOf(recipients: readonly Recipient[]): string[] {
  return recipients.flatMap(({ problem }) => (problem === null ? [] : [problem]));
}

/** `Doe` committed at its comma, then `John <j@x.org>`: together they are the one recipient that was meant. */
function rejoined(recipients: readonly Recipient[], text: string): Recipient[] | null {
  const last = recipients.at(-1);
  if (last?.problem == null || last.text.includes('@')) return null;
  const together = parseAddressList(`${last.text}, ${text}`);
  const [only] = together;
  return together.length === 1 && only?.problem === null ? [only] : null;
}

/** Turns typed or pasted text into recipients behind those that are there; no address twice, whatever its case. */
export function commit(recipients: readonly Recipient[], text: string): Committed {
  const whole = rejoined(recipients, text);
  const kept = whole === null ? [...recipients] : recipients.slice(0, -1);
  const known = new Set(kept.map(keyOf));
  const added: Recipient[] = [];
  const repeated: string[] = [];
  for (const entry of whole ?? parseAddressList(text)) {
    const key = keyOf(entry);
    if (known.has(key)) repeated.push(labelOf(entry));
    else added.push(entry);
    known.add(key);
  }
  return { recipients: [...kept, ...added], added, repeated };
}

/** What stands in a field after a paste: it replaces what was selected. */
export function pasteInto(text: string, pasted: string, start: number | null, end: number | null): string {
  const from = start ?? text.length;
  return `${text.slice(0, from)}${pasted}${text.slice(end ?? from)}`;
}

const closing: Record<string, string> = { '"': '"', '<': '>', '(': ')' };

/** Parts what is being typed at its last separator; a comma within quotes, angle brackets or a comment is none. */
export function splitTyped(text: string): { complete: string; rest: string } {
  let until = 0;
  let awaited: string | undefined;
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (awaited === '"' && character === '\\') i += 1;
    else if (awaited !== undefined) awaited = character === awaited ? undefined : awaited;
    else if (/[,;\n\r]/.test(character)) until = i + 1;
    else awaited = closing[character];
  }
  return { complete: text.slice(0, until), rest: text.slice(until).trimStart() };
}
