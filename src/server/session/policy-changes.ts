import type { CheckLevel } from '#contract/desk/checks.ts';
import type { Policy } from '#contract/desk/policy.ts';
import { checkLabels, checkNames } from '#mail/checks/check-labels.ts';

const authors = { reps: 'reps', keys: 'API keys' } as const;
const channels = { email: 'e-mail', text: 'text message' } as const;
const levels: Record<CheckLevel, string> = { off: 'off', warn: 'warns', block: 'blocks' };

/** What is different in a policy, as the log of events tells it: one piece of a sentence for each. */
export function policyChanges(before: Policy, after: Policy): string[] {
  const approval = (['reps', 'keys'] as const).flatMap((author) =>
    (['email', 'text'] as const)
      .filter((channel) => before.approval[author][channel] !== after.approval[author][channel])
      .map(
        (channel) =>
          `replies of ${authors[author]} by ${channels[channel]} ${after.approval[author][channel] ? 'need approval' : 'need no approval'}`,
      ),
  );
  const checks = checkNames
    .filter((name) => before.checks[name] !== after.checks[name])
    .map((name) => `“${checkLabels[name]}” ${levels[after.checks[name]]}`);
  return [...approval, ...checks];
}
