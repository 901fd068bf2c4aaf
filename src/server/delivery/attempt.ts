import { revisionOf } from '#mail/revision.ts';
import type { Sanitiser } from '#mail/sanitise.ts';
import { textBody } from '#mail/text-body.ts';
import type { DeliveryJob } from '../drafts/life.ts';
import { type Departed, promoteDraft } from '../drafts/promote-draft.ts';
import { promoteMessageDraft, returnFailedMessageDraft } from '../drafts/promote-message-draft.ts';
import { returnDraft } from '../drafts/return-draft.ts';
import { findConversationInFull } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import { claimDraft, type DraftRow } from '../store/drafts.ts';
import { claimMessageDraft, type MessageDraftRow } from '../store/message-drafts.ts';
import { findAnswered } from '../store/messages.ts';
import { findOrganization, type OrganizationRow } from '../store/organizations.ts';
import { DeliveryFailure, type Transport } from './transport.ts';

export interface DeliveryTools {
  db: Db;
  transport: Transport;
  sanitiser: () => Promise<Sanitiser>;
  /** For how long one attempt holds a reply; far longer than any transport may take. */
  leaseSeconds: number;
}

/** What an attempt came to; `stale`: the queueing was ended meanwhile, nothing was done. */
export type Outcome =
  | { result: 'sent' }
  | { result: 'stale' }
  | { result: 'failed' | 'retry'; reason: string };

/**
 * One attempt to deliver what `job` names: claim, send, promote. The reply is claimed in a transaction of its own, so
 * that nobody can change it while it leaves; between the transport's yes and the promotion lies the one window in
 * which a crash can make a mail leave twice, with the same Message-ID.
 * @param isLast whether a temporary failure is now final.
 */
export async function attemptDelivery(
  tools: DeliveryTools,
  job: DeliveryJob,
  isLast: boolean,
): Promise<Outcome> {
  return job.kind === 'response' ? attemptReply(tools, job, isLast) : attemptFirstMessage(tools, job, isLast);
}

async function attemptReply(tools: DeliveryTools, job: DeliveryJob, isLast: boolean): Promise<Outcome> {
  const { db } = tools;
  const draft = await claimDraft(db, job, tools.leaseSeconds);
  if (!draft) return { result: 'stale' };
  try {
    const departed = await sendReply(tools, draft, job.deliveryId);
    await promoteDraft(db, draft, departed);
    return { result: 'sent' };
  } catch (error) {
    const { reason, willRetry } = judge(error, isLast);
    await returnDraft(db, draft, reason, willRetry);
    return { result: willRetry ? 'retry' : 'failed', reason };
  }
}

async function attemptFirstMessage(
  tools: DeliveryTools,
  job: DeliveryJob,
  isLast: boolean,
): Promise<Outcome> {
  const { db } = tools;
  const draft = await claimMessageDraft(db, job, tools.leaseSeconds);
  if (!draft) return { result: 'stale' };
  try {
    const departed = await sendFirstMessage(tools, draft, job.deliveryId);
    await promoteMessageDraft(db, draft, departed);
    return { result: 'sent' };
  } catch (error) {
    const { reason, willRetry } = judge(error, isLast);
    await returnFailedMessageDraft(db, draft, reason, willRetry);
    return { result: willRetry ? 'retry' : 'failed', reason };
  }
}

function judge(error: unknown, isLast: boolean): { reason: string; willRetry: boolean } {
  const failure =
    error instanceof DeliveryFailure
      ? error
      : new DeliveryFailure(`Sending failed: ${error instanceof Error ? error.message : String(error)}`, {
          temporary: true,
        });
  return { reason: failure.message, willRetry: failure.temporary && !isLast };
}

async function sendReply(tools: DeliveryTools, draft: DraftRow, deliveryId: string): Promise<Departed> {
  const found = await findConversationInFull(tools.db, draft.organizationId, draft.conversationId);
  const organization = await findOrganization(tools.db, draft.organizationId);
  if (!found || !organization) throw new DeliveryFailure('Its conversation is gone.', { temporary: false });
  const { conversation, contact } = found;
  const to = conversation.modality === 'email' ? contact.email : contact.phoneNumber;
  const revision = await revisionOf({
    bodyHtml: draft.bodyHtml,
    subject: draft.subject,
    to,
    cc: draft.ccEmails,
    bcc: draft.bccEmails,
  });
  if (revision !== draft.revision || !to) {
    throw new DeliveryFailure(
      'The recipient was changed after this reply was queued: check it and send it again.',
      {
        temporary: false,
      },
    );
  }
  if (conversation.modality === 'text') {
    return sendText(tools, { organization, deliveryId, to, body: draft.bodyHtml });
  }
  const answered = await findAnswered(tools.db, conversation.id);
  return sendMail(tools, {
    organization,
    deliveryId,
    draft,
    to: { name: contact.name, address: to },
    bodyHtml: draft.bodyHtml,
    subject: draft.subject ?? '',
    inReplyTo: answered?.emailMessageId ?? null,
    references: answered?.emailMessageId ? [...answered.references, answered.emailMessageId] : [],
  });
}

async function sendFirstMessage(
  tools: DeliveryTools,
  draft: MessageDraftRow,
  deliveryId: string,
): Promise<Departed> {
  const organization = await findOrganization(tools.db, draft.organizationId);
  if (!organization) throw new DeliveryFailure('Its organization is gone.', { temporary: false });
  if (draft.modality === 'text') {
    return sendText(tools, {
      organization,
      deliveryId,
      to: draft.toPhoneNumber ?? '',
      body: draft.bodyHtml ?? '',
    });
  }
  return sendMail(tools, {
    organization,
    deliveryId,
    draft,
    to: { name: draft.toUserName, address: draft.toEmail ?? '' },
    bodyHtml: draft.bodyHtml ?? '',
    subject: draft.subject ?? '',
    inReplyTo: null,
    references: [],
  });
}

async function sendMail(
  tools: DeliveryTools,
  mail: {
    organization: OrganizationRow;
    deliveryId: string;
    draft: Pick<DraftRow, 'authorKind' | 'authorName' | 'ccEmails' | 'bccEmails'>;
    to: { name: string | null; address: string };
    bodyHtml: string;
    subject: string;
    inReplyTo: string | null;
    references: string[];
  },
): Promise<Departed> {
  const { organization, draft } = mail;
  const { html } = (await tools.sanitiser()).sanitise(mail.bodyHtml);
  const senderName = draft.authorKind === 'person' ? draft.authorName : organization.name;
  const from = { name: senderName, address: organization.sendingAddress };
  const messageId = `<${mail.deliveryId}@${organization.sendingAddress.split('@').pop()}>`;
  const { compose } = await import('./compose.ts');
  const composed = await compose({
    messageId,
    from,
    to: mail.to,
    cc: draft.ccEmails,
    bcc: draft.bccEmails,
    subject: mail.subject,
    html,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
  });
  const { refused } = await tools.transport.sendMail(composed);
  return {
    content: html,
    contentFormat: 'html',
    senderName,
    senderEmail: from.address,
    to: mail.to.address,
    emailMessageId: messageId,
    references: mail.references,
    refused,
  };
}

async function sendText(
  tools: DeliveryTools,
  text: { organization: OrganizationRow; deliveryId: string; to: string; body: string },
): Promise<Departed> {
  const { organization, deliveryId, to } = text;
  const body = textBody(text.body);
  if (!organization.sendingNumber) {
    throw new DeliveryFailure('This organization has no delivery channel for text messages.', {
      temporary: false,
    });
  }
  await tools.transport.sendText({ id: deliveryId, from: organization.sendingNumber, to, body });
  return {
    content: body,
    contentFormat: 'text',
    senderName: organization.name,
    senderEmail: null,
    to,
    emailMessageId: null,
    references: [],
    refused: [],
  };
}
