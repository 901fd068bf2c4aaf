import { parseAddress } from '#mail/address-list.ts';
import { normalDomain, readableHost } from '#mail/checks/domain-name.ts';
import type { Finding } from '#mail/checks/finding.ts';
import { runChecks } from '#mail/checks/run-checks.ts';
import { domainOf, domainsOf } from '#mail/domains-of.ts';
import { listWithOtherCustomers } from '../store/contacts.ts';
import type { ConversationRow } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import type { DraftRow } from '../store/drafts.ts';
import { listMailboxes } from '../store/messages.ts';
import { listOwnAddresses } from '../store/organizations.ts';

/** A reply of an organisation, and whom it is for; or a first message, which has no conversation yet, and maybe no contact. */
export interface ToCheck {
  conversation: { id: string | null; modality: ConversationRow['modality'] };
  contact: { id: string | null; name: string | null; email: string | null };
  reply: Pick<DraftRow, 'bodyHtml' | 'ccEmails' | 'bccEmails'>;
}

/** Messages back of which the people count as having taken part. */
const remembered = 200;

/** The id of no contact: to whoever is none yet, every contact is another customer. */
const nobody = '';

/** The values of each key. */
function byKey(pairs: readonly (readonly [key: string, value: string])[]): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const list = lists.get(key);
    if (list) list.push(value);
    else lists.set(key, [value]);
  }
  return lists;
}

/** The addresses of everybody who wrote or got a message of a conversation, by conversation. */
export async function participantsOf(
  db: Db,
  conversationIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const rows = await listMailboxes(db, conversationIds, remembered);
  return byKey(
    rows.flatMap(({ conversationId, mailbox }) => {
      const { address } = parseAddress(mailbox);
      return address === null ? [] : [[conversationId, address] as const];
    }),
  );
}

/** The domains that an organisation's own people and replies have. */
export const ownDomainsOf = async (db: Db, organizationId: string): Promise<string[]> => [
  ...new Set((await listOwnAddresses(db, organizationId)).map(domainOf)),
];

/** A domain and those it lies below, in letters and in ASCII: what a contact's address may say. */
function formsOf(domain: string): string[] {
  const ascii = normalDomain(domain);
  return [ascii, readableHost(ascii)].flatMap((name) => {
    const labels = name.split('.');
    return labels.slice(1).map((_, i) => labels.slice(i).join('.'));
  });
}

/** Which of these domains, or of those they lie below, other contacts are at than the one who is written to; by contact. */
export async function otherCustomersDomains(
  db: Db,
  organizationId: string,
  written: readonly { contactId: string; domains: readonly string[] }[],
): Promise<ReadonlyMap<string, string[]>> {
  const asked = written.flatMap(({ contactId, domains }) =>
    [...new Set(domains.flatMap(formsOf))].map((domain) => ({ contactId, domain })),
  );
  const found = await listWithOtherCustomers(db, organizationId, asked);
  return byKey(found.map(({ contactId, domain }) => [contactId, domain]));
}

/** What the checks find in each of these replies of an organisation, with all that it and the conversation know. */
export async function findingsOf(
  db: Db,
  organizationId: string,
  replies: readonly ToCheck[],
): Promise<Finding[][]> {
  const copied = replies
    .map(({ conversation, contact, reply }) => ({
      conversationId: conversation.id,
      contactId: contact.id ?? nobody,
      domains: domainsOf([...reply.ccEmails, ...reply.bccEmails]),
    }))
    .filter(({ domains }) => domains.length > 0);
  // Who is not asked about needs not be looked up.
  const ownDomains = copied.length > 0 ? await ownDomainsOf(db, organizationId) : [];
  const others = await otherCustomersDomains(db, organizationId, copied);
  const participants = await participantsOf(
    db,
    copied.flatMap(({ conversationId }) => conversationId ?? []),
  );
  return replies.map(({ conversation, contact, reply }) =>
    runChecks({
      modality: conversation.modality,
      bodyHtml: reply.bodyHtml,
      contact,
      cc: reply.ccEmails,
      bcc: reply.bccEmails,
      participants: participants.get(conversation.id ?? '') ?? [],
      ownDomains,
      otherCustomerDomains: others.get(contact.id ?? nobody) ?? [],
      attachments: 0,
    }),
  );
}
