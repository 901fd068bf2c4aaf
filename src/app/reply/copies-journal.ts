import type { Entry } from '../lib/journal/entries.ts';
import { journal } from '../lib/journal/journal.ts';
import { workingCopies } from './copies.ts';
import { addressesOf } from './recipients.ts';
import { hasUnsaved, isWorthKeeping, type WorkingCopy } from './working-copy.ts';
import { restored, written } from './written-copy.ts';

// Each change of a copy is written down; nothing is read before there is time for it.
workingCopies.subscribe((copyKey) =>
  journal.note(copyKey, () => {
    const copy = workingCopies.get(copyKey);
    return copy && isWorthKeeping(copy) ? written(copy) : null;
  }),
);

const elsewhere = 'the version that you wrote in another window';

const saysOf = ({ opened, cc, bcc }: WorkingCopy) =>
  JSON.stringify([opened, addressesOf(cc), addressesOf(bcc)]);

interface Left {
  copy: WorkingCopy;
  entries: Entry[];
}

/** The latest first; the same words twice are one version. */
function versionsOf(left: readonly Entry[]): Left[] {
  const versions = new Map<string, Left>();
  for (const entry of left) {
    const copy = restored(entry.content);
    if (copy === null) continue;
    const said = versions.get(saysOf(copy));
    if (said && copy.aside === null) said.entries.push(entry);
    else versions.set(`${saysOf(copy)}${copy.aside ? entry.tab : ''}`, { copy, entries: [entry] });
  }
  return [...versions.values()].sort((a, b) => b.copy.editedAt - a.copy.editedAt);
}

const asAside = (copy: WorkingCopy): WorkingCopy => ({
  ...copy,
  aside: null,
  theirs: copy.theirs ?? elsewhere,
});

/**
 * Takes up what tabs that are gone wrote: the newest is shown, another one waits beside it. What has no place yet stays in
 * the journal for the next time. @returns the entries that are here now.
 */
export function takeUp(copyKey: string, left: readonly Entry[]): readonly Entry[] {
  const [first, second] = versionsOf(left);
  if (!first) return [];
  const mine = workingCopies.get(copyKey);
  if (mine && isWorthKeeping(mine)) {
    if (mine.aside !== null || first.copy.aside !== null) return [];
    if (saysOf(mine) !== saysOf(first.copy) || mine.read !== null)
      workingCopies.set(copyKey, { ...mine, aside: asAside(first.copy) });
    return first.entries;
  }
  const beside = first.copy.aside === null && second?.copy.aside === null ? second : undefined;
  const aside = beside && hasUnsaved(beside.copy) ? asAside(beside.copy) : first.copy.aside;
  workingCopies.set(copyKey, { ...first.copy, aside });
  return [...first.entries, ...(beside?.entries ?? [])];
}
