import type { Effort } from './diff-tokens.ts';
import { nearest } from './inline.ts';
import type { MailLine } from './mail-lines.ts';
import type { Word } from './words-of.ts';

/** Lines that became other lines; one side may be empty. */
export interface Match {
  before: readonly MailLine[];
  after: readonly MailLine[];
}

interface Bag {
  line: MailLine;
  weights: Map<string, number>;
  total: number;
}

/** Long words tell more than short ones, and punctuation next to nothing. */
const weightOf = ({ counts, key }: Word) => (counts ? key.length : key.startsWith('\ufffc') ? 6 : 0.2);

function bagOf(line: MailLine): Bag {
  const weights = new Map<string, number>();
  let total = 0;
  for (const word of line.words()) {
    const weight = weightOf(word);
    weights.set(word.key, (weights.get(word.key) ?? 0) + weight);
    total += weight;
  }
  return { line, weights, total };
}

function bothOf(a: Bag, b: Bag): Bag {
  const weights = new Map(a.weights);
  for (const [key, weight] of b.weights) weights.set(key, (weights.get(key) ?? 0) + weight);
  return { line: a.line, weights, total: a.total + b.total };
}

function common(a: Bag, b: Bag): number {
  const [small, large] = a.weights.size < b.weights.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [key, weight] of small.weights) sum += Math.min(weight, large.weights.get(key) ?? 0);
  return sum;
}

const textOf = (lines: readonly MailLine[]) =>
  lines
    .map(({ key }) => key)
    .join('')
    .replace(/\s+/g, '');

/** Share of common words from which on two lines are versions of each other. */
const alike = 0.4;
/** The same where nothing else could have become of a line. */
const alikeAlone = 0.05;
/** The same for a line that was parted in two. */
const partOf = 0.6;

/** The column a line stands in, where its row has as many cells as the other's. */
function sameColumn(a: MailLine, b: MailLine): boolean {
  const [cell, now] = [nearest(a.block, /^t[dh]$/), nearest(b.block, /^t[dh]$/)];
  if (!cell || !now) return false;
  const [cells, cellsNow] = [cell.parentElement?.children, now.parentElement?.children];
  if (!cells || !cellsNow || cells.length !== cellsNow.length) return false;
  return [...cells].indexOf(cell) === [...cellsNow].indexOf(now);
}

type InSameRow = (a: MailLine, b: MailLine) => boolean;

function scorer(threshold: number, inSameRow: InSameRow) {
  const one = (a: Bag, b: Bag): number => {
    const shared = common(a, b);
    if (shared * 2 >= threshold * (a.total + b.total) && shared > 0) return shared;
    return inSameRow(a.line, b.line) && sameColumn(a.line, b.line) ? 0.01 : 0;
  };
  /** One line that is made of two, or became two. */
  const two = (whole: Bag, first: Bag, second: Bag): number => {
    const together = bothOf(first, second);
    const shared = common(whole, together);
    const isPart = (part: Bag) => common(whole, part) >= partOf * part.total;
    const isWhole = shared * 2 >= partOf * (whole.total + together.total);
    return isWhole && isPart(first) && isPart(second) ? shared : 0;
  };
  return { one, two };
}

/** The moves of a walk through both lists: how many lines of each belong together. */
const moves = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, 2],
  [2, 1],
] as const;

type Move = (typeof moves)[number];

/**
 * Pairs lines none of which is the same, in order, so that what is alike and what stands in the same cell comes together:
 * one to one, one to two or two to one. Too many of them count as replaced altogether, and the effort says so.
 */
export function pairLines(
  before: readonly MailLine[],
  after: readonly MailLine[],
  effort: Effort,
  inSameRow: InSameRow,
): Match[] {
  const apart: Match[] = [
    ...before.map((line) => ({ before: [line], after: [] })),
    ...after.map((line) => ({ before: [], after: [line] })),
  ];
  if (before.length === 0 || after.length === 0) return apart;
  if (textOf(before) === textOf(after)) return [{ before, after }];
  const lengthOf = (lines: readonly MailLine[]) => lines.reduce((sum, { text }) => sum + text.length, 0);
  const cost =
    before.length * after.length * 8 + before.length * lengthOf(after) + after.length * lengthOf(before);
  if (cost > effort.left * 2) {
    effort.exceeded = true;
    return apart;
  }
  effort.left -= cost / 2;
  return walk(before.map(bagOf), after.map(bagOf), inSameRow);
}

function walk(before: readonly Bag[], after: readonly Bag[], inSameRow: InSameRow): Match[] {
  const alone = before.length === 1 && after.length === 1;
  const { one, two } = scorer(alone ? alikeAlone : alike, inSameRow);
  const scoreOf = (i: number, j: number, [down, right]: Move): number | null => {
    const [a, b] = [before[i - 1], after[j - 1]];
    const [first, second] = [before[i - 2], after[j - 2]];
    if (i < down || j < right) return null;
    if (down === 0 || right === 0 || !a || !b) return 0;
    if (down === 1 && right === 1) return one(a, b) || null;
    if (right === 2) return (second && two(a, second, b)) || null;
    return (first && two(b, first, a)) || null;
  };
  const best: number[][] = [];
  const steps: (Move | undefined)[][] = [];
  for (let i = 0; i <= before.length; i++) {
    const row: number[] = [];
    const stepsHere: (Move | undefined)[] = [];
    best.push(row);
    steps.push(stepsHere);
    for (let j = 0; j <= after.length; j++) {
      let [top, step]: [number, Move | undefined] = [i + j === 0 ? 0 : -1, undefined];
      for (const move of moves) {
        const score = scoreOf(i, j, move);
        if (score === null || i + j === 0) continue;
        const sum = score + (best[i - move[0]]?.[j - move[1]] ?? 0);
        if (sum > top) [top, step] = [sum, move];
      }
      row.push(top);
      stepsHere.push(step);
    }
  }
  const matches: Match[] = [];
  for (let [i, j] = [before.length, after.length]; i + j > 0; ) {
    const [down, right] = steps[i]?.[j] ?? [i, j];
    matches.push({
      before: before.slice(i - down, i).map(({ line }) => line),
      after: after.slice(j - right, j).map(({ line }) => line),
    });
    [i, j] = [i - down, j - right];
  }
  return deletedFirst(matches.reverse());
}

/** Between two pairs, what went stands before what came. */
function deletedFirst(matches: readonly Match[]): Match[] {
  const ordered: Match[] = [];
  let added: Match[] = [];
  for (const match of matches) {
    if (match.before.length === 0) {
      added.push(match);
      continue;
    }
    if (match.after.length > 0) {
      ordered.push(...added);
      added = [];
    }
    ordered.push(match);
  }
  return [...ordered, ...added];
}
