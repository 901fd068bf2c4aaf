import { diffArrays } from 'diff';

/** A run of tokens that stayed, or one that was replaced by another; ranges are half open. */
export interface Hunk {
  same: boolean;
  before: [from: number, to: number];
  after: [from: number, to: number];
}

/** What one comparison may cost, all its parts together. */
export interface Effort {
  /** Steps; a million take about a tenth of a second. */
  left: number;
  /** Something was shown as wholly replaced because looking closer would have cost too much. */
  exceeded: boolean;
}

export const newEffort = (): Effort => ({ left: 6_000_000, exceeded: false });

const mostEdits = 2000;

/** The edits that are at least looked for; a step is one diagonal, and there are as many as edits so far. */
function editsFor(effort: Effort): number {
  return Math.min(mostEdits, Math.floor(Math.sqrt(Math.max(0, effort.left) * 2)));
}

/** How many tokens two lists begin with in common, and how many of the others they end with. */
function commonEdges(before: readonly string[], after: readonly string[]): [head: number, tail: number] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return [head, tail];
}

interface Change {
  added: boolean;
  removed: boolean;
  count: number;
}

const changeOf = (removed: boolean, added: boolean, count: number): Change => ({ removed, added, count });
const replaced = (before: readonly string[], after: readonly string[]) => [
  changeOf(true, false, before.length),
  changeOf(false, true, after.length),
];

function changesBetween(before: string[], after: string[], effort: Effort): Change[] {
  if (before.length === 0 || after.length === 0) return replaced(before, after);
  const maxEditLength = editsFor(effort);
  const changes = diffArrays(before, after, { maxEditLength });
  const edits = changes?.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);
  effort.left -= (edits ?? maxEditLength) ** 2 / 2;
  if (!changes) effort.exceeded = true;
  return changes ?? replaced(before, after);
}

/**
 * What became of a list of tokens, in order; changed and unchanged runs take turns. Beyond the effort everything between
 * the common beginning and the common end counts as replaced, and the effort says so.
 */
export function diffTokens(before: readonly string[], after: readonly string[], effort: Effort): Hunk[] {
  const [head, tail] = commonEdges(before, after);
  const changes = [
    changeOf(false, false, head),
    ...changesBetween(
      before.slice(head, before.length - tail),
      after.slice(head, after.length - tail),
      effort,
    ),
    changeOf(false, false, tail),
  ];
  const hunks: Hunk[] = [];
  let [from, start] = [0, 0];
  for (const { added, removed, count } of changes) {
    if (count === 0) continue;
    const same = !added && !removed;
    const [to, end] = [added ? from : from + count, removed ? start : start + count];
    const last = hunks.at(-1);
    if (last?.same === same) [last.before[1], last.after[1]] = [to, end];
    else hunks.push({ same, before: [from, to], after: [start, end] });
    [from, start] = [to, end];
  }
  return hunks;
}
