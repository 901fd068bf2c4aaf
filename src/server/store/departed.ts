/** What left the house, as the transport took it. */
export interface Departed {
  content: string;
  contentFormat: 'html' | 'text';
  senderName: string | null;
  senderEmail: string | null;
  to: string;
  emailMessageId: string | null;
  references: string[];
  /** Recipients that the mail server refused while it took the mail for the others. */
  refused: string[];
}
