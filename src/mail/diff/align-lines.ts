import { diffTokens, type Effort } from './diff-tokens.ts';
import { nearest } from './inline.ts';
import type { MailLine } from './mail-lines.ts';
import { type Match, pairLines } from './pair-lines.ts';

const rowOf = (line: MailLine) => nearest(line.block, /^tr$/);

/** Which line became which, in order: the same ones first, and between those the ones that are alike. */
export function alignLines(before: readonly MailLine[], after: readonly MailLine[], effort: Effort): Match[] {
  const hunks = diffTokens(
    before.map(({ key }) => key),
    after.map(({ key }) => key),
    effort,
  );
  /** Rows of tables that have a line in common. */
  const rows = new Map<Element, Element>();
  const same = hunks.map((hunk) =>
    hunk.same
      ? before.slice(...hunk.before).flatMap((line, i): Match[] => {
          const now = after[hunk.after[0] + i];
          if (!now) return [];
          const [row, rowNow] = [rowOf(line), rowOf(now)];
          if (row && rowNow) rows.set(row, rowNow);
          return [{ before: [line], after: [now] }];
        })
      : null,
  );
  const kept = new Set(rows.values());
  const inSameRow = (a: MailLine, b: MailLine) => {
    const [row, now] = [rowOf(a), rowOf(b)];
    if (!row || !now) return false;
    return rows.get(row) === now || (!rows.has(row) && !kept.has(now));
  };
  return hunks.flatMap(
    (hunk, i) =>
      same[i] ?? pairLines(before.slice(...hunk.before), after.slice(...hunk.after), effort, inSameRow),
  );
}
