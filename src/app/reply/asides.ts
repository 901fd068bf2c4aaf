import { hasUnsaved, type WorkingCopy } from './working-copy.ts';

/** What waits beside a copy: the next one to be shown first. */
export function asidesOf({ aside }: WorkingCopy): WorkingCopy[] {
  return aside === null ? [] : [aside, ...asidesOf(aside)];
}

/** Of a copy and what waits beside it, what would be lost: neither saved nor in the history. Null: nothing. */
export function onlyHere(copy: WorkingCopy | null): WorkingCopy | null {
  if (copy === null) return null;
  const aside = onlyHere(copy.aside);
  return hasUnsaved(copy) && !copy.inHistory ? { ...copy, aside } : aside;
}

/** Has one copy wait until those are done with that wait before it. */
export function behind(first: WorkingCopy | null, last: WorkingCopy | null): WorkingCopy | null {
  return first === null ? last : { ...first, aside: behind(first.aside, last) };
}

/** The version that waits is given up; the one behind it takes its place. */
export function withoutAside(copy: WorkingCopy): WorkingCopy {
  const aside = copy.aside?.aside ?? null;
  return { ...copy, theirs: aside && copy.theirs, aside };
}
