import {
  type CheckLevel,
  type CheckLevels,
  type CheckName,
  defaultCheckLevels,
} from '#contract/desk/checks.ts';
import { parseAddress } from '#mail/address-list.ts';
import type { Finding } from '#mail/checks/finding.ts';
import { gradeFindings } from '#mail/checks/grade-findings.ts';
import { runChecks } from '#mail/checks/run-checks.ts';
import { domainOf, domainsOf } from '#mail/domains-of.ts';
import { ApiError } from '../errors.ts';
import { listCustomerDomainsAmong } from '../store/contacts.ts';
import type { ConversationRow } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import type { DraftRow } from '../store/drafts.ts';
import { listParticipants } from '../store/messages.ts';
import { listOwnAddresses } from '../store/organizations.ts';

/** What an organisation wants of each check, the defaults included. */
export const levelsOf = (stored: Partial<Record<CheckName, CheckLevel>>): CheckLevels => ({
  ...defaultCheckLevels,
  ...stored,
});

export interface ToCheck {
  conversation: Pick<ConversationRow, 'id' | 'organizationId' | 'modality'>;
  contact: { id: string; name: string | null; email: string | null };
  reply: Pick<DraftRow, 'bodyHtml' | 'ccEmails' | 'bccEmails'>;
}

/** Messages back of which the people count as having taken part. */
const remembered = 200;

/** The addresses of everybody who wrote or got a message of a conversation. */
export async function participantsOf(db: Db, conversationId: string): Promise<string[]> {
  const rows = await listParticipants(db, conversationId, remembered);
  const entries = rows.flatMap(({ senderEmail, toEmails, ccEmails }) => [
    ...(senderEmail ? [senderEmail] : []),
    ...toEmails,
    ...ccEmails,
  ]);
  return [...new Set(entries.flatMap((entry) => parseAddress(entry).address ?? []))];
}

/** The domains that an organisation's own people and replies have. */
export const ownDomainsOf = async (db: Db, organizationId: string): Promise<string[]> => [
  ...new Set((await listOwnAddresses(db, organizationId)).map(domainOf)),
];

/** Everything the checks find in a reply, with what its organisation and conversation know. */
export async function findingsOf(db: Db, { conversation, contact, reply }: ToCheck): Promise<Finding[]> {
  const domains = domainsOf([...reply.ccEmails, ...reply.bccEmails]);
  // Who is not asked about needs not be looked up.
  const known = domains.length > 0;
  return runChecks({
    modality: conversation.modality,
    bodyHtml: reply.bodyHtml,
    contact,
    cc: reply.ccEmails,
    bcc: reply.bccEmails,
    participants: known ? await participantsOf(db, conversation.id) : [],
    ownDomains: known ? await ownDomainsOf(db, conversation.organizationId) : [],
    otherCustomerDomains: await listCustomerDomainsAmong(
      db,
      conversation.organizationId,
      contact.id,
      domains,
    ),
    attachments: 0,
  });
}

/**
 * Refuses to let a reply go that has what its organisation does not let out.
 * @throws ApiError 400 with the first finding's reason.
 */
export async function requireNothingBlocks(db: Db, levels: CheckLevels, given: ToCheck): Promise<void> {
  if (!Object.values(levels).includes('block')) return;
  const [first] = gradeFindings(await findingsOf(db, given), levels).filter(({ level }) => level === 'block');
  if (first) throw new ApiError(400, `It cannot go out like this. ${first.reason}`);
}
