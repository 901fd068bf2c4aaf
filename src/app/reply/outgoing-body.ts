import type { DeskReply } from '#contract/desk/conversation.ts';
import { isBlankHtml } from '#mail/plain-text.ts';
import { mailSanitiser } from '../lib/mail-sanitiser.ts';
import { addressesOf } from './recipients.ts';
import type { WorkingCopy } from './working-copy.ts';

export type ReplyModality = 'email' | 'text';

/** The body to save: what nobody edited goes back byte for byte as it came, what was edited is sanitised first. */
export function outgoingBody(copy: WorkingCopy, modality: ReplyModality): string {
  if (copy.read === null && copy.asLoaded) return copy.opened;
  const body = copy.read?.() ?? copy.opened;
  return modality === 'email' ? mailSanitiser.sanitise(body, 'draft').html : body;
}

/** Nothing that a recipient would see. */
export function isBlank(body: string, modality: ReplyModality): boolean {
  return modality === 'text' ? body.trim() === '' : isBlankHtml(body);
}

const sameAddresses = (a: readonly string[], b: readonly string[]) =>
  [...a].sort().join('\n') === [...b].sort().join('\n');

/** Whether saving would save what is saved already. */
export function saysTheSame(
  copy: WorkingCopy,
  reply: Pick<DeskReply, 'body_html' | 'cc_emails' | 'bcc_emails'>,
  modality: ReplyModality,
): boolean {
  return (
    `${copy.ccText}${copy.bccText}`.trim() === '' &&
    sameAddresses(addressesOf(copy.cc), reply.cc_emails) &&
    sameAddresses(addressesOf(copy.bcc), reply.bcc_emails) &&
    outgoingBody(copy, modality) === reply.body_html
  );
}
