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
 * The fingerprint of a reply (design, idea 3): SHA-256 over its canonical form, 64 hexadecimal digits.
 * Line ends count as LF; the order of recipients does not count, since all of them get the same mail.
 */
export async function revisionOf(sendable: Sendable): Promise<string> {
  const canonical = JSON.stringify([
    'countersign-revision-1',
    sendable.bodyHtml.replace(/\r\n?/g, '\n'),
    sendable.subject ?? '',
    sendable.to ?? '',
    [...sendable.cc].sort(),
    [...sendable.bcc].sort(),
  ]);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
