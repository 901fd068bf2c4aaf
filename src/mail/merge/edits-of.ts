import { diffTokens, newEffort } from '../diff/diff-tokens.ts';

/** A run of units of the base, and what stands there instead; half open. */
export interface Edit {
  from: number;
  to: number;
  units: readonly string[];
}

/** What one side did to the base, in order. As many units instead of as many are as many edits, one unit each. */
export function editsOf(base: readonly string[], side: readonly string[]): Edit[] {
  return diffTokens(base, side, newEffort()).flatMap(({ same, before: [from, to], after: [start, end] }) => {
    if (same) return [];
    const units = side.slice(start, end);
    if (units.length !== to - from) return [{ from, to, units }];
    return units.map((unit, i) => ({ from: from + i, to: from + i + 1, units: [unit] }));
  });
}

const isInsertion = ({ from, to }: Edit) => from === to;
const isReplacement = ({ from, to, units }: Edit) => units.length === to - from;

/**
 * Whether two edits of two sides are about the same place. Neighbours are not, except that nobody knows which comes first
 * of what was put in and what grew or went right beside it.
 */
export function collide(one: Edit, other: Edit): boolean {
  if (one.from < other.to && other.from < one.to) return true;
  const touch = one.to === other.from || other.to === one.from;
  if (!touch || !(isInsertion(one) || isInsertion(other))) return false;
  return !isReplacement(one) && !isReplacement(other);
}
