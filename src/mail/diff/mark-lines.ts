import { deletedStretch } from './copy-of.ts';
import type { Effort, Hunk } from './diff-tokens.ts';
import { countWords, diffWords } from './diff-words.ts';
import { nearest } from './inline.ts';
import { type Look, lookOf } from './look-of.ts';
import { type MailLine, pieceAt } from './mail-lines.ts';
import type { Marks } from './mark-words.ts';
import type { Match } from './pair-lines.ts';
import type { Word } from './words-of.ts';

/** A word and the line it is read in. */
interface Place extends Word {
  line: MailLine;
}

export interface Count {
  inserted: number;
  deleted: number;
  changed: boolean;
}

const placesOf = (lines: readonly MailLine[]): Place[] =>
  lines.flatMap((line) => line.words().map((word) => ({ ...word, line })));

/** Runs of words of one line. */
function runsOf<T>(
  places: readonly Place[],
  keyOf: (place: Place, i: number) => T,
): { key: T; run: Place[] }[] {
  const runs: { key: T; run: Place[] }[] = [];
  for (const [i, place] of places.entries()) {
    const [key, last] = [keyOf(place, i), runs.at(-1)];
    if (last?.key === key && last.run[0]?.line === place.line) last.run.push(place);
    else runs.push({ key, run: [place] });
  }
  return runs;
}

const endsOf = (run: readonly Place[]): [number, number] => [run[0]?.start ?? 0, run.at(-1)?.end ?? 0];

const looksOf = ({ line, start, end }: Place): Look[] => {
  const looks = new Set<Look>();
  for (let at = start; at < end; at = pieceAt(line, at).end) looks.add(lookOf(pieceAt(line, at).node));
  return [...looks];
};

/** What is different about a word that stayed, in a sentence; '' for nothing. */
function differenceOf(before: Place, after: Place): string {
  const [old, now] = [looksOf(before), looksOf(after)];
  const all = (looks: readonly Look[], name: keyof Look) =>
    [...new Set(looks.map((look) => look[name]))].join(' ');
  if (all(old, 'href') !== all(now, 'href')) {
    const was = all(old, 'href');
    return was === '' ? 'Is a link now' : `The link led to ${was}`;
  }
  return all(old, 'style') === all(now, 'style') ? '' : 'Formatting changed';
}

/** The white space in front of a word, and whether there is any behind it. */
const hasSpaceBefore = ({ line, start }: Place) => /\s$/.test(line.text.slice(0, start));
const hasSpaceAfter = ({ line, end }: Place) => /^\s/.test(line.text.slice(end));

export function markLines(match: Match, marks: Marks, effort: Effort, document: Document): Count {
  const count: Count = { inserted: 0, deleted: 0, changed: false };
  const [first, more] = match.before;
  const [now, moreNow] = match.after;
  if (first && now && !more && !moreNow && first.key === now.key && first.look() === now.look()) return count;
  const [before, after] = [placesOf(match.before), placesOf(match.after)];
  const make = (name: string) => document.createElement(name);

  const markLooks = ({ before: [from], after: range }: Hunk) => {
    const kept = after.slice(...range);
    const differences = runsOf(kept, (place, i) => {
      const old = before[from + i];
      return old ? differenceOf(old, place) : '';
    });
    for (const { key, run } of differences) {
      const [line] = run.map((place) => place.line);
      if (key === '' || !line) continue;
      marks.around(line, ...endsOf(run), () => {
        const changed = make('span');
        changed.setAttribute('data-change', 'look');
        changed.setAttribute('title', key);
        return changed;
      });
    }
  };

  const placeGone = ({ before: range, after: [at] }: Hunk) => {
    const gone = before.slice(...range);
    const [start, end] = [gone[0], gone.at(-1)];
    const [previous, next] = [after[at - 1], after[at]];
    const beside = previous ?? next;
    if (!start || !end || !beside) return;
    const follower = next?.line === beside.line ? next : undefined;
    const spaced = follower && (!previous || hasSpaceAfter(previous));
    const content = (near: Element) => {
      const all = make('del');
      if (!spaced && hasSpaceBefore(start)) all.append(' ');
      for (const [i, { run }] of runsOf(gone, () => '').entries()) {
        const [place] = run;
        if (!place) continue;
        const stretch = deletedStretch(place.line, endsOf(run), document, nearest(near, /^a$/) === null);
        all.append(...(i > 0 ? [' '] : []), ...stretch.childNodes);
      }
      if (spaced && hasSpaceAfter(end)) all.append(' ');
      return all;
    };
    marks.between(beside.line, previous?.end ?? null, follower?.start ?? null, content);
  };

  for (const hunk of diffWords(before, after, effort)) {
    if (hunk.same) {
      markLooks(hunk);
      continue;
    }
    count.changed = true;
    count.inserted += countWords(after, hunk.after);
    count.deleted += countWords(before, hunk.before);
    if (after.length > 0) placeGone(hunk);
    for (const { run } of runsOf(after.slice(...hunk.after), () => '')) {
      const [place] = run;
      if (place) marks.around(place.line, ...endsOf(run), () => make('ins'));
    }
  }
  return count;
}
