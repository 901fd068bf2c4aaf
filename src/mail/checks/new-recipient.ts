import { addressKey } from '../address-list.ts';
import { type CheckedReply, fieldNames } from './checked-reply.ts';
import { isDomainOrBelow, normalDomain } from './domain-name.ts';
import { type Finding, mostFindings } from './finding.ts';

/** Finds people in Cc and Bcc who took part in no message of the conversation and are not of our own domains. */
export function checkNewRecipient({ input, recipients }: CheckedReply): Finding[] {
  if (recipients.length === 0) return [];
  const known = new Set(
    [...input.participants, input.contact.email ?? ''].map((address) => addressKey(address.trim())),
  );
  const own = input.ownDomains.map(normalDomain);
  return recipients
    .filter(({ key, domain }) => !known.has(key) && !own.some((ours) => isDomainOrBelow(domain, ours)))
    .slice(0, mostFindings)
    .map(({ part, address }) => ({
      check: 'new_recipient',
      reason: `${address} has taken part in no message of this conversation: make sure that they may read it, or take them out of ${fieldNames[part]}.`,
      place: { part, quote: address },
    }));
}
