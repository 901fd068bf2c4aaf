import type { ApprovalPolicy } from '#contract/desk/policy.ts';
import { type Author, mayDecide } from './life.ts';

/** Whether what `by` lets go waits for a manager first. Managers and trusted keys may always send. */
export function approvalNeeded(policy: ApprovalPolicy, by: Author, modality: 'email' | 'text'): boolean {
  if (by.kind === 'key') return !by.trustedToSend && policy.keys[modality];
  return !mayDecide(by) && policy.reps[modality];
}
