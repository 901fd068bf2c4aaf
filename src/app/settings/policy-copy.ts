import { useSyncExternalStore } from 'react';
import { type Policy, policy } from '#contract/desk/policy.ts';
import { WorkingCopies } from '../lib/working-copies.ts';

/** The policy as one administrator is changing it. */
export interface PolicyCopy {
  /** What was read. */
  base: Policy;
  /** What is chosen now. */
  value: Policy;
}

type Part = Record<string, unknown>;
const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

function same(one: unknown, other: unknown): boolean {
  if (!isPart(one) || !isPart(other)) return one === other;
  return Object.keys(one).every((name) => same(one[name], other[name]));
}

function merged(mine: unknown, base: unknown, theirs: unknown): unknown {
  if (!isPart(mine) || !isPart(base) || !isPart(theirs)) return mine === base ? theirs : mine;
  return Object.fromEntries(
    Object.keys(theirs).map((name) => [name, merged(mine[name], base[name], theirs[name])]),
  );
}

export const samePolicy = (one: Policy, other: Policy) => same(one, other);

export const isUnsaved = ({ base, value }: PolicyCopy) => !same(base, value);

/** What was changed here, on top of what somebody else saved meanwhile. */
export const rebased = ({ base, value }: PolicyCopy, saved: Policy): PolicyCopy => ({
  base: saved,
  value: policy.parse(merged(value, base, saved)),
});

/** After a save: `sent` is what was sent. What was changed meanwhile is still unsaved. */
export const afterSave = (copy: PolicyCopy, sent: Policy, saved: Policy): PolicyCopy =>
  rebased({ base: sent, value: copy.value }, saved);

export const policyCopies = new WorkingCopies(isUnsaved);

addEventListener('beforeunload', (event) => {
  if (policyCopies.unsaved) event.preventDefault();
});

export function usePolicyCopy(key: string): PolicyCopy | undefined {
  return useSyncExternalStore(policyCopies.subscribe, () => policyCopies.get(key));
}
