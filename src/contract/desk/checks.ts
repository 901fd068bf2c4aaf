import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { identifier, text } from '../identifier.ts';

/** What a check looks at before a reply goes out, in the order in which findings are listed. */
export const checkName = z.enum([
  'empty',
  'too_long',
  'placeholder',
  'greeting',
  'attachment',
  'link',
  'new_recipient',
  'domain',
]);
export type CheckName = z.infer<typeof checkName>;

/** How strict a check can be: not made, told, or in the way of sending. */
export const checkLevel = z.enum(['off', 'warn', 'block']);
export type CheckLevel = z.infer<typeof checkLevel>;

export const checkLevels = z.record(checkName, checkLevel);
export type CheckLevels = z.infer<typeof checkLevels>;

/** What is certain blocks; what only a person can judge warns. A reply without any text is refused whatever is chosen. */
export const defaultCheckLevels: CheckLevels = {
  empty: 'warn',
  too_long: 'block',
  placeholder: 'block',
  greeting: 'warn',
  attachment: 'warn',
  link: 'warn',
  new_recipient: 'warn',
  domain: 'warn',
};

/** What the checks need to know beside the reply itself. */
export const checkContext = z.object({
  levels: checkLevels,
  participants: z.array(z.string()).meta({ description: 'Addresses that took part in the conversation.' }),
  own_domains: z.array(z.string()),
});
export type CheckContext = z.infer<typeof checkContext>;

const tag = 'Desk: checks';

export const getCheckContext = endpoint({
  method: 'GET',
  path: '/desk/conversations/{conversation_id}/check-context',
  summary: 'What the checks of a reply need to know about its conversation',
  tag,
  params: z.object({ conversation_id: identifier }),
  status: 200,
  answer: checkContext,
});

export const listCustomerDomains = endpoint({
  method: 'GET',
  path: '/desk/conversations/{conversation_id}/customer-domains',
  summary:
    'Which of these domains, and of those they lie below, other customers have than that of the conversation',
  tag,
  params: z.object({ conversation_id: identifier }),
  query: z.object({ domains: text.max(8000).meta({ description: 'Separated by commas.' }) }),
  status: 200,
  answer: z.object({ data: z.array(z.string()) }),
});
