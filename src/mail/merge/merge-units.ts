import { collide, type Edit, editsOf } from './edits-of.ts';

/** A place that both sides changed, each in its own way; sources of the three versions. */
export interface Clash {
  kind: 'clash';
  base: string;
  mine: string;
  theirs: string;
}

/** Sources in the order of the result. */
export type MergePart = { kind: 'merged'; source: string } | Clash;

export interface ThreeWay {
  base: readonly string[];
  mine: readonly string[];
  theirs: readonly string[];
}

/** Looks closer at a place where each version has one unit; null: nothing is to be seen there. */
export type LookCloser = (base: string, mine: string, theirs: string) => MergePart[] | null;

interface Place {
  from: number;
  to: number;
  mine: Edit[];
  theirs: Edit[];
}

/** Edits that collide are one place, and those that these collide with as well. */
function placesOf(mine: readonly Edit[], theirs: readonly Edit[]): Place[] {
  const all = [
    ...mine.map((edit) => ({ edit, side: 'mine' as const })),
    ...theirs.map((edit) => ({ edit, side: 'theirs' as const })),
  ].sort((one, other) => one.edit.from - other.edit.from || one.edit.to - other.edit.to);
  const places: Place[] = [];
  for (const { edit, side } of all) {
    const last = places.at(-1);
    const against = side === 'mine' ? last?.theirs : last?.mine;
    const within = last !== undefined && edit.from < last.to;
    if (last && (within || against?.some((other) => collide(edit, other)))) {
      last.to = Math.max(last.to, edit.to);
      last[side].push(edit);
    } else places.push({ from: edit.from, to: edit.to, mine: [], theirs: [], [side]: [edit] });
  }
  return places;
}

/** What one side has from the beginning to the end of a place. */
function unitsAt(base: readonly string[], { from, to }: Place, edits: readonly Edit[]): string[] {
  const units: string[] = [];
  let at = from;
  for (const edit of edits) {
    units.push(...base.slice(at, edit.from), ...edit.units);
    at = edit.to;
  }
  return [...units, ...base.slice(at, to)];
}

const merged = (units: readonly string[]): MergePart[] =>
  units.length === 0 ? [] : [{ kind: 'merged', source: units.join('') }];

function clashOf({ base, mine, theirs }: ThreeWay, lookCloser: LookCloser): MergePart[] {
  const shorter = Math.min(mine.length, theirs.length);
  let head = 0;
  while (head < shorter && mine[head] === theirs[head]) head++;
  let tail = 0;
  while (tail < shorter - head && mine.at(-1 - tail) === theirs.at(-1 - tail)) tail++;
  const rest = (units: readonly string[]) => units.slice(head, units.length - tail);
  const [left, right] = [rest(mine), rest(theirs)];
  const [only, my, their] = [base[0], left[0], right[0]];
  const single = base.length === 1 && left.length === 1 && right.length === 1;
  const closer =
    single && only !== undefined && my !== undefined && their !== undefined
      ? lookCloser(only, my, their)
      : null;
  const clash: Clash = { kind: 'clash', base: base.join(''), mine: left.join(''), theirs: right.join('') };
  return [...merged(mine.slice(0, head)), ...(closer ?? [clash]), ...merged(mine.slice(mine.length - tail))];
}

/**
 * Puts two versions of the same text together, unit by unit: what one side alone changed is as it has it, what both
 * changed alike is so once, and what both changed in their own ways is a clash. No unit that a side put in is left out.
 */
export function mergeUnits(
  { base, mine, theirs }: ThreeWay,
  lookCloser: LookCloser = () => null,
): MergePart[] {
  const parts: MergePart[] = [];
  let at = 0;
  for (const place of placesOf(editsOf(base, mine), editsOf(base, theirs))) {
    parts.push(...merged(base.slice(at, place.from)));
    at = place.to;
    const [left, right] = [unitsAt(base, place, place.mine), unitsAt(base, place, place.theirs)];
    if (place.theirs.length === 0 || left.join('\0') === right.join('\0')) parts.push(...merged(left));
    else if (place.mine.length === 0) parts.push(...merged(right));
    else {
      const within = { base: base.slice(place.from, place.to), mine: left, theirs: right };
      parts.push(...clashOf(within, lookCloser));
    }
  }
  return [...parts, ...merged(base.slice(at))];
}
