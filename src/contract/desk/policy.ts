import { z } from 'zod';
import { endpoint } from '../endpoint.ts';
import { checkLevels } from './checks.ts';

const perChannel = z.object({ email: z.boolean(), text: z.boolean() });

/** Whose replies a manager approves before they go out, by channel. Managers and trusted keys may always send. */
export const approvalPolicy = z.object({
  reps: perChannel,
  keys: perChannel.meta({ description: 'Programs with an API key, but for those trusted to send.' }),
});
export type ApprovalPolicy = z.infer<typeof approvalPolicy>;

export const noApproval: ApprovalPolicy = {
  reps: { email: false, text: false },
  keys: { email: false, text: false },
};

export const policy = z.object({ approval: approvalPolicy, checks: checkLevels });
export type Policy = z.infer<typeof policy>;

const tag = 'Desk: policy';

export const getPolicy = endpoint({
  method: 'GET',
  path: '/desk/policy',
  summary: 'Which replies need approval, and which checks warn or block',
  tag,
  status: 200,
  answer: policy,
});

export const putPolicy = endpoint({
  method: 'PUT',
  path: '/desk/policy',
  summary: 'Change it; administrators only',
  tag,
  body: policy.extend({
    replaces: policy
      .optional()
      .meta({ description: 'The policy that was read; 412 where another one is there by now.' }),
  }),
  status: 200,
  answer: policy,
});
