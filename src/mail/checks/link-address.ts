import { addressKey, isDeliverable } from '../address-list.ts';

/** Where a link leads, or what its text says that it does. */
export type LinkAddress =
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'mail'; readonly keys: readonly string[]; readonly shown: string };

/** Where a target leads; `other` is everything that has no host and no mailbox: a telephone number, a place in the mail. */
export type LinkTarget = LinkAddress | { readonly kind: 'nowhere' } | { readonly kind: 'other' };

const hostOf = (url: string): string | null => {
  if (!URL.canParse(url)) return null;
  return new URL(url).hostname.replace(/\.$/, '') || null;
};

/** Two hosts that are one to a reader. */
export const sameHost = (a: string, b: string) => a.replace(/^www\./, '') === b.replace(/^www\./, '');

/** What a target's bytes say; as it is where they say nothing. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Where a target leads: `nowhere` without an address that works outside of the mail itself. */
export function targetOf(href: string | null): LinkTarget {
  const target = (href ?? '').trim();
  if (/^mailto:/i.test(target)) {
    const [path = ''] = target.slice(7).split('?');
    const addresses = decoded(path)
      .split(',')
      .map((address) => address.trim())
      .filter((address) => address !== '');
    const shown = addresses.join(', ');
    if (shown === '')
      return /[?&](?:to|cc|bcc|body)=./i.test(target) ? { kind: 'other' } : { kind: 'nowhere' };
    return { kind: 'mail', keys: addresses.map(addressKey), shown };
  }
  if (/^(?:https?:)?\/\//i.test(target)) {
    const host = hostOf(target.startsWith('//') ? `https:${target}` : target);
    return host === null ? { kind: 'nowhere' } : { kind: 'host', host };
  }
  if (/^#./.test(target)) return { kind: 'other' };
  return /^(?!about:|https?:)[a-z][a-z0-9+.-]*:./i.test(target) ? { kind: 'other' } : { kind: 'nowhere' };
}

/** What a bare word ends in that is a file or a product, though a domain could: `notes.md`, `Node.js`. */
const fileEnds =
  /\.(?:avi|bmp|css|csv|docx?|eml|exe|gif|gz|heic|html?|ics|jpe?g|js|json|md|mov|mp[34]|odt|pdf|png|pptx?|py|rar|rs|rtf|sh|svg|tiff?|ts|txt|vcf|wav|webp|xlsx?|xml|ya?ml|zip)$/i;
const bareHost = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8}\p{L}{2,24}(?=[:/?#]|$)/u;
const edges = new Set(' "\'“”„‘’«»()[]<>.,;:!?');

function withoutEdges(word: string): string {
  let start = 0;
  let end = word.length;
  while (start < end && edges.has(word[start] ?? '')) start++;
  while (end > start && edges.has(word[end - 1] ?? '')) end--;
  return word.slice(start, end);
}

/** Whether a host is cut off in what people see of it: `https://shop.exam…`. */
const isCutOff = (word: string) =>
  /…|\.\.\./.test(word.replace(/^[^:]{0,10}:\/\//, '').split(/[/?#]/, 1)[0] ?? '');

/** Words of a link that are read: an address stands near its beginning. */
const mostWords = 30;

function addressIn(word: string, isAlone: boolean): LinkAddress | null {
  const bare = withoutEdges(word);
  if (isCutOff(word)) return null;
  if (/^https?:\/\//i.test(bare) || /^www\./i.test(bare)) {
    const host = hostOf(/^www\./i.test(bare) ? `https://${bare}` : bare);
    return host?.includes('.') ? { kind: 'host', host } : null;
  }
  const mail = bare.replace(/^mailto:/i, '');
  if (mail.includes('@') && isDeliverable(mail))
    return { kind: 'mail', keys: [addressKey(mail)], shown: mail };
  const [found] = isAlone ? (bareHost.exec(bare) ?? []) : [];
  if (found === undefined || (found === bare && fileEnds.test(bare))) return null;
  const host = hostOf(`https://${found}`);
  return host === null ? null : { kind: 'host', host };
}

/** The first address that a text says: a URL, an e-mail address, or a host where it is all there is. Null without one. */
export function addressSaid(text: string): LinkAddress | null {
  const words = text.trim().slice(0, 4000).split(/\s+/, mostWords);
  for (const word of words) {
    const address = word.length > 2000 ? null : addressIn(word, words.length === 1);
    if (address) return address;
  }
  return null;
}
