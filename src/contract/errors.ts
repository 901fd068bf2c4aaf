import { z } from 'zod';

/** Every error of the API, of whatever status, has this one shape. */
export const errorAnswer = z
  .object({ detail: z.string().meta({ example: 'Conversation not found' }) })
  .meta({ id: 'Error', description: 'What happened, to what, and what to do.' });

/** The error sentences that clients may compare with (contract, "Ground rules"). */
export const sentence = {
  missingKey: 'Missing API Key',
  invalidKey: 'Invalid API Key',
  inactiveKey: 'API Key is inactive',
  expiredKey: 'API Key has expired',
  invalidOrganization: 'Invalid organization_id',
  invalidContact: 'Invalid contact_id',
  invalidCursor: 'Invalid cursor',
  conversationNotFound: 'Conversation not found',
  messageNotFound: 'Message not found',
  dateOrder: 'start_date must be less than or equal to end_date',
  internal: 'Internal server error',
} as const;
