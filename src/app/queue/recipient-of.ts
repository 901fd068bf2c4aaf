import type { QueueRow } from '#contract/desk/queue.ts';

/** Whom a reply is to, as its row says it. */
export const recipientOf = (row: QueueRow) =>
  row.recipient_name || row.recipient_email || row.recipient_phone_number || 'Unknown recipient';
