import { diffTokens, type Effort, type Hunk } from './diff-tokens.ts';
import type { Word } from './words-of.ts';

const lengthOf = (words: readonly Word[], [from, to]: readonly [number, number]) =>
  words.slice(from, to).reduce((length, { key }) => length + key.length, 0);

/**
 * What became of words. A few letters that two longer changes have by chance between them count as changed along with
 * them: a phrase that was replaced reads as one, and not as a riddle.
 */
export function diffWords(before: readonly Word[], after: readonly Word[], effort: Effort): Hunk[] {
  const hunks = diffTokens(
    before.map(({ key }) => key),
    after.map(({ key }) => key),
    effort,
  );
  const sizeOf = (hunk: Hunk) => Math.max(lengthOf(before, hunk.before), lengthOf(after, hunk.after));
  const joined: Hunk[] = [];
  for (const [i, hunk] of hunks.entries()) {
    const last = joined.at(-1);
    const next = hunks[i + 1];
    const idle = hunk.same && last && next && sizeOf(hunk) * 2 <= Math.min(sizeOf(last), sizeOf(next));
    if (last && (idle || last.same === hunk.same)) {
      last.before[1] = hunk.before[1];
      last.after[1] = hunk.after[1];
    } else joined.push({ ...hunk, before: [...hunk.before], after: [...hunk.after] });
  }
  return joined;
}

/** How many words, punctuation aside, a range has. */
export const countWords = (words: readonly Word[], [from, to]: readonly [number, number]) =>
  words.slice(from, to).filter(({ counts }) => counts).length;
