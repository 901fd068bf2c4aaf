import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { identifier, text, timestamp } from '../identifier.ts';

/** A program's key, as administrators see it: the key itself is kept nowhere. */
export const apiKey = z.object({
  key_id: identifier,
  name: z.string(),
  active: z.boolean().meta({ description: 'Whether the desk answers it.' }),
  trusted_to_send: z
    .boolean()
    .meta({ description: 'Its replies go out without approval, whatever the policy demands of others.' }),
  expires_at: timestamp.nullable(),
  created_at: timestamp,
});
export type ApiKey = z.infer<typeof apiKey>;

const tag = 'Desk: API keys';

export const listApiKeys = endpoint({
  method: 'GET',
  path: '/desk/api-keys',
  summary: 'The keys of the organisation, oldest first; administrators only',
  tag,
  status: 200,
  answer: z.object({ data: z.array(apiKey) }),
});

export const createApiKey = endpoint({
  method: 'POST',
  path: '/desk/api-keys',
  summary:
    'Make a key; administrators only. The answer is the one time that the key itself is given out, also to a retry: an Idempotency-Key is not honoured',
  tag,
  body: z.object({
    name: text.trim().min(1, 'must not be empty').max(100, 'must have at most 100 characters').meta({
      description: 'What uses it. No two keys that work have the same name, whatever its letter case.',
    }),
    expires_in_days: z
      .number()
      .int()
      .min(1)
      .max(3650)
      .nullable()
      .default(null)
      .meta({ description: 'null: it does not expire' }),
  }),
  status: 201,
  answer: apiKey.extend({
    key: z.string().meta({ description: 'For the header X-API-KEY.', example: 'csk_3f8a…' }),
  }),
});

export const putApiKey = endpoint({
  method: 'PUT',
  path: '/desk/api-keys/{key_id}',
  summary: 'Change what a key may do; administrators only',
  tag,
  params: z.object({ key_id: identifier }),
  body: apiKey.pick({ active: true, trusted_to_send: true }),
  status: 200,
  answer: apiKey,
});
