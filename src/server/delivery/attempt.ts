import type { Logger } from 'pino';
import { revisionOf } from '#mail/revision.ts';
import type { Sanitiser } from '#mail/sanitise.ts';
import { textBody } from '#mail/text-body.ts';
import type { DeliveryJob } from '../drafts/life.ts';
import { promoteDraft } from '../drafts/promote-draft.ts';
import { promoteMessageDraft, returnFailedMessageDraft } from '../drafts/promote-message-draft.ts';
import { returnDraft } from '../drafts/return-draft.ts';
import { findConversationInFull } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import type { Departed } from '../store/departed.ts';
import { claimDraft, type DraftRow, noteDeparture } from '../store/drafts.ts';
import { claimMessageDraft, type MessageDraftRow, noteFirstDeparture } from '../store/message-drafts.ts';
import { findAnswered } from '../store/messages.ts';
import { findOrganization, type OrganizationRow } from '../store/organizations.ts';
import { DeliveryFailure, type Transport } from './transport.ts';

export interface DeliveryTools {
  db: Db;
  transport: Transport;
  sanitiser: () => Promise<Sanitiser>;
  log: Logger;
  /** For how long one attempt holds a reply; longer than any transport may take. */
  leaseSeconds: number;
}

/** What an attempt came to; `stale`: the queueing was ended meanwhile, nothing was done. */
export type Outcome =
  | { result: 'sent' }
  | { result: 'stale' }
  | { result: 'failed' | 'retry'; reason: string };

/**
 * One attempt to deliver what `job` names: claim, send, note the departure, promote. The reply is claimed in a
 * transaction of its own, so that nobody can change it while it leaves. Between the transport's yes and the note of it
 * lies the one window in which a crash can make a mail leave twice, with the same Message-ID.
 * @param isLast whether a temporary failure is now final.
 * @throws when the reply left but could not be promoted: to be tried again, which sends nothing.
 */
export async function attemptDelivery(
  tools: DeliveryTools,
  job: DeliveryJob,
  isLast: boolean,
): Promise<Outcome> {
  return job.kind === 'response'
    ? attempt(tools, job, isLast, {
        claim: claimDraft,
        send: sendReply,
        noteDeparture,
        promote: promoteDraft,
        giveBack: returnDraft,
      })
    : attempt(tools, job, isLast, {
        claim: claimMessageDraft,
        send: sendFirstMessage,
        noteDeparture: noteFirstDeparture,
        promote: promoteMessageDraft,
        giveBack: returnFailedMessageDraft,
      });
}

/** What differs between a reply and a first message. */
interface Life<D> {
  claim(db: Db, job: DeliveryJob, leaseSeconds: number): Promise<D | undefined>;
  send(tools: DeliveryTools, draft: D, deliveryId: string): Promise<Departed>;
  noteDeparture(db: Db, job: DeliveryJob, departed: Departed): Promise<void>;
  promote(db: Db, draft: D, departed: Departed): Promise<string | null>;
  giveBack(db: Db, draft: D, reason: string, willRetry: boolean): Promise<void>;
}

async function attempt<D extends { departed: Departed | null }>(
  tools: DeliveryTools,
  job: DeliveryJob,
  isLast: boolean,
  life: Life<D>,
): Promise<Outcome> {
  const { db } = tools;
  const draft = await life.claim(db, job, tools.leaseSeconds);
  if (!draft) return { result: 'stale' };
  let { departed } = draft;
  if (!departed) {
    try {
      departed = await life.send(tools, draft, job.deliveryId);
    } catch (error) {
      const { reason, temporary } = failureOf(error, tools.log);
      const willRetry = temporary && !isLast;
      await life.giveBack(db, draft, reason, willRetry);
      return { result: willRetry ? 'retry' : 'failed', reason };
    }
    await life.noteDeparture(db, job, departed);
  }
  if ((await life.promote(db, draft, departed)) === null) {
    throw new Error(`The draft ${job.draftId} left, but its row was changed while it was being sent`);
  }
  return { result: 'sent' };
}

function failureOf(error: unknown, log: Logger): { reason: string; temporary: boolean } {
  if (error instanceof DeliveryFailure) return { reason: error.message, temporary: error.temporary };
  log.error({ err: error }, 'delivery attempt');
  return { reason: 'The desk could not prepare this message; its log says why.', temporary: true };
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
