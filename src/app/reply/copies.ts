import { useSyncExternalStore } from 'react';
import { WorkingCopies } from '../lib/working-copies.ts';
import { behind, onlyHere } from './asides.ts';
import { settled } from './copy-steps.ts';
import { recipientsFrom } from './recipients.ts';
import { isWorthKeeping, nextVersion, type WorkingCopy } from './working-copy.ts';

/**
 * Shows another version in place of what is written here. What would be lost by that waits beside it, before what waited
 * beside that version itself.
 * @param as names the version within a sentence.
 */
export function showInstead(copyKey: string, next: WorkingCopy, as: string): void {
  const here = workingCopies.get(copyKey);
  const aside = behind(here ? onlyHere(settled(here)) : null, onlyHere(next.aside));
  workingCopies.set(copyKey, { ...next, theirs: aside && as, aside });
}

/** Shows an older version as an edit that is not saved. */
export function restoreInto(
  copyKey: string,
  old: { body_html: string; cc_emails: string[]; bcc_emails: string[] },
): void {
  const copy = workingCopies.get(copyKey);
  if (copy === undefined) return;
  const restored = {
    ...copy,
    documentKey: crypto.randomUUID(),
    opened: old.body_html,
    asLoaded: false,
    read: null,
    caret: null,
    readCaret: null,
    version: nextVersion(),
    bodyUnsaved: true,
    openedIsSaved: false,
    cc: recipientsFrom(old.cc_emails),
    bcc: recipientsFrom(old.bcc_emails),
    aside: null,
    inHistory: true,
  };
  showInstead(copyKey, restored, 'an earlier version');
}

/** Shows again what was discarded. */
export const putBack = (copyKey: string, discarded: WorkingCopy): void =>
  showInstead(copyKey, settled(discarded), 'what you discarded');

export const workingCopies = new WorkingCopies(isWorthKeeping);

export function useWorkingCopy(key: string): WorkingCopy | undefined {
  return useSyncExternalStore(workingCopies.subscribe, () => workingCopies.get(key));
}
