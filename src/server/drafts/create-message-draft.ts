import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { MessageDraftInput } from '#contract/message-drafts.ts';
import { exclusiveSwitches } from '#contract/response-drafts.ts';
import { isDeliverable } from '#mail/address-list.ts';
import { isBlankHtml } from '#mail/plain-text.ts';
import { ApiError, invalidOrganization } from '../errors.ts';
import { findContactBy } from '../store/contacts.ts';
import type { Db } from '../store/database.ts';
import { recordEvent } from '../store/events.ts';
import { insertMessageDraft, type MessageDraftRow } from '../store/message-drafts.ts';
import { newId } from '../store/new-id.ts';
import { findOrganization } from '../store/organizations.ts';
import { approvalNeeded } from './approval-needed.ts';
import { levelsOf, requireNothingBlocks } from './blocking-findings.ts';
import type { ToCheck } from './findings.ts';
import { requireImagesFit } from './inline-images.ts';
import type { Author, DraftRules } from './life.ts';
import { requireAddresses } from './recipients.ts';
import { requireContent } from './require-sendable.ts';

/** A folder's name as the contract stores it: `Sales Follow-up` becomes `sales-follow-up`. */
export function folderSlug(name: string | null | undefined): string | null {
  const slug = (name ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? null : slug;
}

/** Whom a first message is to, in the log of events: there is no conversation yet that says so. */
export const addresseeOf = (draft: Pick<MessageDraftRow, 'toUserName' | 'toEmail' | 'toPhoneNumber'>) =>
  draft.toUserName ?? draft.toEmail ?? draft.toPhoneNumber;

/** Whom a first message goes to: by the name that it says, else by the one that the contact of this address has. */
async function addressed(
  tx: Db,
  organizationId: string,
  input: MessageDraftInput,
): Promise<ToCheck['contact']> {
  const email = input.to_email?.trim() ?? '';
  const by = input.modality === 'email' ? { email } : { phoneNumber: input.to_phone_number?.trim() ?? '' };
  const known = await findContactBy(tx, organizationId, by);
  return {
    id: known?.id ?? null,
    name: input.to_user_name?.trim() || (known?.name ?? null),
    email: email || (known?.email ?? null),
  };
}

/**
 * Drafts a first message to somebody who has no conversation yet, and queues it when `autosend_draft` is set.
 * @throws ApiError 400 (switches, empty, nowhere to send, no channel for the modality, blocked by a check), 403 (to be approved),
 * 404, 413 (pictures), 422 (addresses).
 */
export async function createMessageDraft(
  tx: Db,
  rules: DraftRules,
  by: Author,
  organizationId: string,
  input: MessageDraftInput,
): Promise<MessageDraftRow> {
  if (input.autosend_draft && input.add_notification) throw new ApiError(400, exclusiveSwitches);
  const body = input.body_html ?? '';
  if (isBlankHtml(body) && !input.subject?.trim()) {
    throw new ApiError(400, 'At least one of subject and body_html is required.');
  }
  if (input.to_email && !isDeliverable(input.to_email.trim())) {
    throw new ApiError(422, `to_email: ${input.to_email} is not an address that mail can be delivered to`);
  }
  requireAddresses('cc_emails', input.cc_emails);
  requireAddresses('bcc_emails', input.bcc_emails);
  const organization = await findOrganization(tx, organizationId);
  if (!organization) throw invalidOrganization();
  if (input.modality === 'text' && !organization.sendingNumber) {
    throw new ApiError(400, 'This organization has no delivery channel for text messages set up.');
  }
  await requireImagesFit(tx, organizationId, body);
  const recipient = input.modality === 'email' ? input.to_email : input.to_phone_number;
  if (input.autosend_draft) {
    if (approvalNeeded(organization.approvalPolicy, by, input.modality)) {
      throw new ApiError(
        403,
        'A manager sends first messages here: save it (autosend_draft: false), and ask one to send it.',
      );
    }
    if (!recipient?.trim()) {
      throw new ApiError(
        400,
        `${input.modality === 'email' ? 'to_email' : 'to_phone_number'} is needed to send.`,
      );
    }
    requireContent(body, input.modality);
    await requireNothingBlocks(tx, levelsOf(organization.checkLevels), {
      conversation: { id: null, organizationId, modality: input.modality },
      contact: await addressed(tx, organizationId, input),
      reply: { bodyHtml: body, ccEmails: input.cc_emails, bccEmails: input.bcc_emails },
    });
  }
  const deliveryId = input.autosend_draft ? randomUUID() : null;
  const saved = await insertMessageDraft(tx, {
    id: newId('mdr'),
    organizationId,
    modality: input.modality,
    status: deliveryId ? 'queued' : 'saved',
    subject: input.subject ?? null,
    bodyHtml: input.body_html ?? null,
    toUserName: input.to_user_name ?? null,
    toEmail: input.to_email?.trim() ?? null,
    toPhoneNumber: input.to_phone_number?.trim() ?? null,
    ccEmails: input.cc_emails,
    bccEmails: input.bcc_emails,
    folder: folderSlug(input.folder),
    authorKind: by.kind,
    authorId: by.id,
    authorName: by.name,
    scheduledSendAt: deliveryId ? (sql`clock_timestamp()` as unknown as string) : null,
    releaseAt: deliveryId
      ? (sql`clock_timestamp() + make_interval(secs => ${rules.sendHoldSeconds})` as unknown as string)
      : null,
    deliveryId,
  });
  await recordEvent(tx, by, {
    kind: deliveryId ? 'message_draft_queued' : 'message_draft_saved',
    organizationId,
    data: { draft_id: saved.id, recipient: addresseeOf(saved) },
    notifies: input.add_notification ? 'managers' : null,
  });
  if (deliveryId && saved.releaseAt) {
    await rules.enqueue(tx, { kind: 'message', draftId: saved.id, deliveryId }, saved.releaseAt);
  }
  return saved;
}
