import type { DeskReply } from '#contract/desk/conversation.ts';
import { outgoingBody, type ReplyModality } from './outgoing-body.ts';
import { addressesOf } from './recipients.ts';
import { hasUnsaved, type WorkingCopy } from './working-copy.ts';

/** Names what a reply says now, as cheaply as a key allows: another name is another content. */
export function contentVersion(copy: WorkingCopy | undefined, reply: DeskReply | null): string {
  if (copy === undefined || !hasUnsaved(copy)) return reply?.revision ?? '';
  const recipients = [...addressesOf(copy.cc), '', ...addressesOf(copy.bcc)].join('\n');
  return `${copy.documentKey} ${copy.version} ${recipients}`;
}

/** What would leave if the reply were let go now; null: there is none. */
export function contentOf(copy: WorkingCopy | undefined, reply: DeskReply | null, modality: ReplyModality) {
  if (copy !== undefined && hasUnsaved(copy)) {
    return { bodyHtml: outgoingBody(copy, modality), cc: addressesOf(copy.cc), bcc: addressesOf(copy.bcc) };
  }
  return reply && { bodyHtml: reply.body_html, cc: reply.cc_emails, bcc: reply.bcc_emails };
}
