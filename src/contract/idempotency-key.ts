import { text } from './identifier.ts';

/** Names a request, so that a retry of it does nothing twice. */
export const idempotencyKey = text.min(1).max(255).optional().meta({
  description:
    'A retry with the same key within 24 hours gets the first answer again; the key with another request: 422.',
});
