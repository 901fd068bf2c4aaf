import { addressKey } from '../address-list.ts';
import { type CheckedReply, domainOf, fieldNames, type Recipient } from './checked-reply.ts';
import { isDomainOrBelow, normalDomain, ownerOf, readableHost } from './domain-name.ts';
import { type Finding, mostFindings } from './finding.ts';
import { glanceOf, isDisguised, isOneSlipApart } from './look-alike.ts';
import { isMailProvider } from './mail-providers.ts';

interface Known {
  readonly domain: string;
  readonly name: string;
  readonly suffix: string;
  readonly glance: string;
}

const formsOf = (domain: string): Known => {
  const { name, suffix } = ownerOf(readableHost(domain));
  return { domain, name, suffix, glance: glanceOf(name) };
};

/** Names shorter than this are a slip apart by chance: `hp.com` and `hpe.com`. */
const shortestName = 4;

function looksLike(other: Known, known: Known): boolean {
  if (other.domain.startsWith(`${known.domain}.`)) return true;
  if (other.name === known.name) return other.suffix !== known.suffix;
  if (other.glance === known.glance) return true;
  const isLong = known.name.length >= shortestName;
  return isLong && other.suffix === known.suffix && isOneSlipApart(other.name, known.name);
}

/** Finds addresses in Cc and Bcc whose domain looks like one of the conversation or our own, or is another customer's. */
export function checkDomain({ input, recipients }: CheckedReply): Finding[] {
  if (recipients.length === 0) return [];
  const { participants, contact, ownDomains, otherCustomerDomains } = input;
  const here = [...participants, contact.email ?? ''].map((address) => domainOf(addressKey(address.trim())));
  const domains = new Set(
    [...ownDomains, ...here].map(normalDomain).filter((domain) => domain.includes('.')),
  );
  const known = [...domains].map(formsOf);
  const others = new Set(otherCustomerDomains.map(normalDomain));
  const judged = new Map<string, string | null>();

  const judge = (domain: string): string | null => {
    if (isMailProvider(domain) || known.some((one) => isDomainOrBelow(domain, one.domain))) return null;
    const parents = domain.split('.').map((_, i, labels) => labels.slice(i).join('.'));
    if (parents.some((parent) => others.has(parent) && !isMailProvider(parent)))
      return 'belongs to another customer: make sure that they may read this, or take the address out';
    const forms = formsOf(domain);
    const twin = known.find((one) => looksLike(forms, one));
    if (twin)
      return `is not at ${readableHost(twin.domain)}, though it looks like it: correct the address, or take it out`;
    return isDisguised(readableHost(domain))
      ? `has letters of another alphabet in its domain (${domain}): correct the address, or take it out`
      : null;
  };

  const findings = recipients.flatMap(({ part, address, domain }: Recipient): Finding[] => {
    if (!judged.has(domain)) judged.set(domain, judge(domain));
    const fault = judged.get(domain);
    if (!fault) return [];
    const reason = `${address} ${fault} of ${fieldNames[part]}.`;
    return [{ check: 'domain', reason, place: { part, quote: address } }];
  });
  return findings.slice(0, mostFindings);
}
