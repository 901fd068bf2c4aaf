/** What the checks need to know of a reply and of its conversation. */
export interface CheckInput {
  readonly modality: 'email' | 'text';
  /** As it would be sent: already sanitised. */
  readonly bodyHtml: string;
  /** Whom the reply goes to. */
  readonly contact: { readonly name: string | null; readonly email: string | null };
  /** Each entry one mailbox, with or without a name. */
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** The bare addresses of everybody who wrote or got a message of this conversation. */
  readonly participants: readonly string[];
  readonly ownDomains: readonly string[];
  /** The domains of other contacts than this one; those of public mail providers do no harm. */
  readonly otherCustomerDomains: readonly string[];
  /** How many files go along, pictures in the text not counted. */
  readonly attachments: number;
}
