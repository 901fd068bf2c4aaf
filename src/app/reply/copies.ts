import { useSyncExternalStore } from 'react';
import { WorkingCopies } from '../lib/working-copies.ts';
import { settled } from './copy-steps.ts';
import { recipientsFrom } from './recipients.ts';
import { hasUnsaved, isWorthKeeping, nextVersion, type WorkingCopy } from './working-copy.ts';

/** Shows an older version as an edit that is not saved; what was written meanwhile waits beside it. */
export function restoreInto(
  copyKey: string,
  old: { body_html: string; cc_emails: string[]; bcc_emails: string[] },
): void {
  workingCopies.update(copyKey, (copy) => ({
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
    theirs: hasUnsaved(copy) ? 'an earlier version' : null,
    aside: hasUnsaved(copy) ? { ...settled(copy), aside: null } : null,
  }));
}

/** Shows again what was discarded; what was written meanwhile waits beside it. */
export function putBack(copyKey: string, discarded: WorkingCopy): void {
  const since = workingCopies.get(copyKey);
  const aside = since && hasUnsaved(since) ? { ...settled(since), theirs: null, aside: null } : null;
  workingCopies.set(copyKey, { ...settled(discarded), theirs: aside && 'what you discarded', aside });
}

export const workingCopies = new WorkingCopies(isWorthKeeping);

export function useWorkingCopy(key: string): WorkingCopy | undefined {
  return useSyncExternalStore(workingCopies.subscribe, () => workingCopies.get(key));
}
