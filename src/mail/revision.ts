/** What would be sent: everything the recipients get, and who they are. */
export interface Sendable {
  bodyHtml: string;
  subject: string | null;
  /** Address or telephone number of the contact. */
  to: string | null;
  cc: readonly string[];
  bcc: readonly string[];
}

/**
 * What the fingerprint of a reply (design, idea 3) is taken of: two replies with the same canonical form say the same
 * to the same people. Line ends count as LF; the order of recipients does not count, since all of them get the same
 * mail.
 */
export function canonicalForm(sendable: Sendable): string {
  return JSON.stringify([
    'countersign-revision-1',
    sendable.bodyHtml.replace(/\r\n?/g, '\n'),
    sendable.subject ?? '',
    sendable.to ?? '',
    [...sendable.cc].sort(),
    [...sendable.bcc].sort(),
  ]);
}
