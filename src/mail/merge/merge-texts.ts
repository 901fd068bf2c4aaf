import type { Versions } from './merge-bodies.ts';
import { type MergePart, mergeUnits } from './merge-units.ts';

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Merges two versions of a text message that go back to the same one: three-way, on its lines. */
export function mergeTexts({ base, mine, theirs }: Versions): MergePart[] {
  return mergeUnits({ base: linesOf(base), mine: linesOf(mine), theirs: linesOf(theirs) });
}
