import { type AddressToken, tokenizeAddresses } from './address-tokens.ts';
import { isDeliverable } from './deliverable.ts';

export { addressKey, isDeliverable } from './deliverable.ts';

/** One recipient as somebody typed or pasted it. Exactly one of `address` and `problem` is null. */
export interface AddressEntry {
  /** What was typed, trimmed. */
  text: string;
  name: string | null;
  /** The bare address that mail can be delivered to. */
  address: string | null;
  /** One sentence for the person who typed it. */
  problem: string | null;
}

type Tokens = readonly AddressToken[];

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
const invalid = (text: string, problem: string): AddressEntry => ({
  text,
  name: null,
  address: null,
  problem: `${shorten(text)} ${problem}`,
});
const undeliverable = (text: string) => invalid(text, 'is not an address that mail can be delivered to');

const isBlank = (token: AddressToken) => token.kind === 'space' || token.kind === 'comment';
const typed = (tokens: Tokens) => {
  const start = tokens.findIndex((token) => token.kind !== 'space');
  const end = tokens.findLastIndex((token) => token.kind !== 'space') + 1;
  return tokens
    .slice(Math.max(start, 0), end)
    .map((token) => token.text)
    .join('');
};

/** The display name that tokens spell; null when they spell none, or only repeat the address. */
function nameFrom(tokens: Tokens, address: string): string | null {
  const words = tokens.filter((token) => token.kind !== 'comment');
  const spelled = words.map((token) => (token.kind === 'space' ? ' ' : token.value)).join('');
  const quoted = words.some((token) => token.kind === 'quoted');
  const comment = tokens.find((token) => token.kind === 'comment')?.value;
  // Outlook puts names in single quotes.
  const name = quoted ? spelled.trim() : spelled.trim().replace(/^'(.*)'$/, '$1') || (comment ?? '').trim();
  return name === '' || name.toLowerCase() === address.toLowerCase() ? null : name;
}

function entryOf(text: string, nameTokens: Tokens, address: string): AddressEntry {
  const name = nameFrom(nameTokens, address);
  if (!isDeliverable(address) || /\p{Cc}/u.test(name ?? '')) return undeliverable(text);
  return { text, name, address, problem: null };
}

/** The runs between white space and comments: `Diana diana@x.org (sales)` has two. */
function runsOf(tokens: Tokens): AddressToken[][] {
  const runs: AddressToken[][] = [[]];
  for (const token of tokens) {
    if (isBlank(token)) runs.push([]);
    else runs.at(-1)?.push(token);
  }
  return runs.filter((run) => run.length > 0);
}

/** A word that may be a piece of the address, cut off by a space (`john. smith@x.org`): never guessed at. */
const isFragment = (token: AddressToken) => token.kind === 'word' && /@|^\.|\.$/.test(token.text);

const isInsideWord = (token: AddressToken, i: number, tokens: Tokens) =>
  token.kind === 'comment' && [tokens[i - 1], tokens[i + 1]].every((next) => next && next.kind !== 'space');

/** Bare addresses: one, one beside the words of a name, or several with white space between them. */
function readBare(tokens: Tokens): AddressEntry[] {
  const text = typed(tokens);
  const runs = runsOf(tokens);
  const [run, ...more] = runs.filter((candidate) => isDeliverable(typed(candidate)));
  if (!run || tokens.some(isInsideWord)) return [undeliverable(text)];
  if (more.length > 0 && more.length === runs.length - 1)
    return [run, ...more].map((each) => entryOf(typed(each), [], typed(each)));
  const others = tokens.filter((token) => !run.includes(token));
  return [others.some(isFragment) ? undeliverable(text) : entryOf(text, others, typed(run))];
}

/** Cuts off the label of a group (`Sales: a@x.org, b@x.org;`), which is no part of a mailbox. */
function withoutLabel(tokens: Tokens): Tokens {
  const start = tokens.findIndex((token) => token.kind === 'angle' || token.text.includes('@'));
  const head = start < 0 ? tokens : tokens.slice(0, start);
  return tokens.slice(head.findLastIndex((token) => token.kind === 'colon') + 1);
}

function readPart(tokens: Tokens): AddressEntry[] {
  const text = typed(tokens);
  const mailbox = withoutLabel(tokens);
  if (typed(mailbox) === '') return text === '' ? [] : [invalid(text, 'is a group without addresses')];
  const angle = mailbox.findIndex((token) => token.kind === 'angle');
  const entries =
    angle < 0
      ? readBare(mailbox)
      : [entryOf(typed(mailbox), mailbox.toSpliced(angle, 1), mailbox[angle]?.value.trim() ?? '')];
  return entries.map((entry) => (entry.problem === null ? entry : { ...undeliverable(text), text }));
}

interface Part {
  tokens: AddressToken[];
  angled: boolean;
  /** Whether a comma, and not another separator, ended it. */
  comma: boolean;
}

/** Cuts at separators, and behind an angle bracket before whatever is no comment. */
function partsOf(text: string): Part[] {
  let part: Part = { tokens: [], angled: false, comma: false };
  const parts = [part];
  for (const token of tokenizeAddresses(text)) {
    if (token.kind === 'separator') part.comma = token.text === ',';
    if (token.kind === 'separator' || (part.angled && !isBlank(token))) {
      part = { tokens: [], angled: false, comma: false };
      parts.push(part);
    }
    if (token.kind === 'separator') continue;
    part.tokens.push(token);
    part.angled ||= token.kind === 'angle';
  }
  return parts;
}

/** Tokens that one name may have at most: bounds the work on a list of nothing but commas. */
const longestName = 100;

const isNamed = ({ angled, tokens }: Part) =>
  angled && tokens.length < longestName && tokens.find((token) => !isBlank(token))?.kind !== 'angle';

/** What programs copy along that nobody sees; joiners (U+200C, U+200D) are letters' business outside of addresses. */
const visible = (text: string) =>
  text
    .replace(/[\u200b\u200e\u200f\u2060\ufeff]/g, '')
    .replace(/[^\s<>",;]+/g, (word) => (word.includes('@') ? word.replace(/\u200c|\u200d/g, '') : word));

/** `1.` or `1)` before an entry of a numbered list. */
const listNumber = /(^|[\n\r])[^\S\n\r]*\d{1,3}[.)][^\S\n\r]+(?=\S)/g;

/**
 * Reads a typed or pasted list: parted by commas, semicolons (Outlook), line ends and tabs, not within quotes, comments,
 * brackets or an unquoted name (`Doe, John <j@x.org>`). Group labels, list numbers and
 * invisible characters are left out. Nothing else is lost: what is no
 * address is an entry with its text and a problem.
 */
export function parseAddressList(text: string): AddressEntry[] {
  const parts: Part[] = [];
  for (const part of partsOf(visible(text).replace(listNumber, '$1')).reverse()) {
    const next = parts.at(-1);
    const words = typed(part.tokens);
    const isName = part.comma && /[\p{L}\p{N}]/u.test(words) && !/[@:<]/.test(words);
    if (isName && next && isNamed(next)) {
      next.tokens = [...part.tokens, { kind: 'word', text: ',', value: ',' }, ...next.tokens];
    } else parts.push(part);
  }
  return parts.reverse().flatMap(({ tokens }) => readPart(tokens));
}

/** Reads exactly one mailbox: `jon@x.org`, `Jon <jon@x.org>`. None or several are a problem. */
export function parseAddress(text: string): AddressEntry {
  const [entry, ...more] = parseAddressList(text);
  if (!entry) return { text: text.trim(), name: null, address: null, problem: 'An address is missing' };
  return more.length > 0 ? invalid(text.trim(), 'is more than one address') : entry;
}

const atoms =
  /^(?:[A-Za-z0-9!#$%&*+/=?^_`{|}~-]|[^\0-\x7f\p{C}\p{Z}])+(?: (?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]|[^\0-\x7f\p{C}\p{Z}])+)*$/u;

/** The mailbox as a header or a list shows it (RFC 5322 3.4): the name quoted where it must be, without control characters. */
export function formatAddress({ name, address }: { name: string | null; address: string }): string {
  const shown = name?.replace(/\p{Cc}+/gu, ' ').trim();
  if (!shown) return address;
  return `${atoms.test(shown) ? shown : `"${shown.replace(/["\\]/g, '\\$&')}"`} <${address}>`;
}
