import type { Sanitiser } from '#mail/sanitise.ts';
import { textBody } from '#mail/text-body.ts';
import { addressing, senderNameOf } from '../drafts/reply-heading.ts';
import { revisionOf } from '../drafts/revision-of.ts';
import { findConversationInFull } from '../store/conversations.ts';
import type { Db } from '../store/database.ts';
import type { Departed } from '../store/departed.ts';
import type { DraftRow } from '../store/drafts.ts';
import type { MessageDraftRow } from '../store/message-drafts.ts';
import { findAnswered } from '../store/messages.ts';
import { findOrganization, type OrganizationRow } from '../store/organizations.ts';
import { inlineParts } from './inline-parts.ts';
import type { Lease } from './lease.ts';
import { DeliveryFailure, type Line, type Taken, type Transport } from './transport.ts';

/** A message made ready to leave. */
export interface Ready {
  /** What is kept of it once it left. */
  departs: Departed;
  /** Lets it go. @throws DeliveryFailure. */
  leave(lease: Lease, line: Line): Promise<Taken>;
}

/** What a transport needs of the desk. */
export interface DispatchTools {
  db: Db;
  transport: Transport;
  sanitiser: () => Promise<Sanitiser>;
}

/** @throws DeliveryFailure where it cannot leave as it is. */
export async function prepareReply(
  tools: DispatchTools,
  draft: DraftRow,
  deliveryId: string,
): Promise<Ready> {
  const found = await findConversationInFull(tools.db, draft.organizationId, draft.conversationId);
  const organization = await findOrganization(tools.db, draft.organizationId);
  if (!found || !organization) throw new DeliveryFailure('Its conversation is gone.', { temporary: false });
  const { conversation, contact } = found;
  const { recipient: to } = addressing(conversation, contact);
  const revision = revisionOf({
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
    return readyText(tools, { organization, deliveryId, to, body: draft.bodyHtml });
  }
  const answered = await findAnswered(tools.db, conversation.id);
  return readyMail(tools, {
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

/** As above, for a first message. */
export async function prepareFirstMessage(
  tools: DispatchTools,
  draft: MessageDraftRow,
  deliveryId: string,
): Promise<Ready> {
  const organization = await findOrganization(tools.db, draft.organizationId);
  if (!organization) throw new DeliveryFailure('Its organization is gone.', { temporary: false });
  if (draft.modality === 'text') {
    return readyText(tools, {
      organization,
      deliveryId,
      to: draft.toPhoneNumber ?? '',
      body: draft.bodyHtml ?? '',
    });
  }
  return readyMail(tools, {
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

async function readyMail(
  tools: DispatchTools,
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
): Promise<Ready> {
  const { organization, draft } = mail;
  const clean = (await tools.sanitiser()).sanitise(mail.bodyHtml);
  const { html, parts } = await inlineParts(tools.db, organization.id, clean.html);
  const senderName = senderNameOf(draft, organization);
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
    images: parts,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
  });
  return {
    departs: {
      content: html,
      contentFormat: 'html',
      senderName,
      senderEmail: from.address,
      to: mail.to.address,
      emailMessageId: messageId,
      references: mail.references,
      refused: [],
    },
    leave: (lease, line) => tools.transport.sendMail(composed, lease, line),
  };
}

async function readyText(
  tools: DispatchTools,
  text: { organization: OrganizationRow; deliveryId: string; to: string; body: string },
): Promise<Ready> {
  const { organization, deliveryId, to } = text;
  const body = textBody(text.body);
  if (!organization.sendingNumber) {
    throw new DeliveryFailure('This organization has no delivery channel for text messages.', {
      temporary: false,
    });
  }
  const from = organization.sendingNumber;
  return {
    departs: {
      content: body,
      contentFormat: 'text',
      senderName: organization.name,
      senderEmail: null,
      to,
      emailMessageId: null,
      references: [],
      refused: [],
    },
    leave: async (lease) => {
      await tools.transport.sendText({ id: deliveryId, from, to, body }, lease);
      return { refused: [] };
    },
  };
}
