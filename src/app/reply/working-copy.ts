import { useSyncExternalStore } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { WorkingCopies } from '../lib/working-copies.ts';
import { addressesOf, type Recipient, recipientsFrom } from './recipients.ts';

/** The saved reply that a copy builds on. */
export interface Base {
  responseId: string;
  revision: string;
}

export type WhenDone = 'review' | 'send';

/** What one person is writing in one conversation. */
export interface WorkingCopy {
  base: Base | null;
  /** When what the copy builds on was last heard of (ms): news from before that is stale. */
  asOf: number;
  /** The body that the editor opened with. */
  opened: string;
  /** `opened` is, byte for byte, what the API gave; otherwise it is text that was typed here before. */
  asLoaded: boolean;
  /** Another key is another document for the editor. */
  documentKey: string;
  /** The body as it stands; null while it is still `opened`. */
  read: (() => string) | null;
  /** Counts edits of the body, so that a save knows what it has saved. */
  version: number;
  bodyUnsaved: boolean;
  /** `opened` is what is saved, so that undoing everything leaves nothing to save. */
  openedIsSaved: boolean;
  cc: Recipient[];
  bcc: Recipient[];
  savedCc: string[];
  savedBcc: string[];
  whenDone: WhenDone;
  notify: boolean;
  /** One's own unsaved version, while another person's is looked at. */
  aside: WorkingCopy | null;
}

const sameList = (recipients: readonly Recipient[], saved: readonly string[]) =>
  recipients.every(({ problem }) => problem === null) &&
  addressesOf(recipients).join('\n') === saved.join('\n');

export function hasUnsaved(copy: WorkingCopy): boolean {
  return copy.bodyUnsaved || !sameList(copy.cc, copy.savedCc) || !sameList(copy.bcc, copy.savedBcc);
}

const baseOf = (reply: DeskReply): Base => ({ responseId: reply.response_id, revision: reply.revision });

/** A copy of what the API holds, or an empty one. */
export function openCopy(reply: DeskReply | null, asOf: number): WorkingCopy {
  return {
    base: reply && baseOf(reply),
    asOf,
    opened: reply?.body_html ?? '',
    asLoaded: reply !== null,
    documentKey: crypto.randomUUID(),
    read: null,
    version: 0,
    bodyUnsaved: false,
    openedIsSaved: true,
    cc: recipientsFrom(reply?.cc_emails ?? []),
    bcc: recipientsFrom(reply?.bcc_emails ?? []),
    savedCc: reply?.cc_emails ?? [],
    savedBcc: reply?.bcc_emails ?? [],
    whenDone: 'review',
    notify: false,
    aside: null,
  };
}

export function edited(copy: WorkingCopy, read: (() => string) | null): WorkingCopy {
  return { ...copy, read, version: copy.version + 1, bodyUnsaved: read !== null || !copy.openedIsSaved };
}

/** The same copy for an editor that opens anew: what was typed becomes what it opens with. */
export function settled(copy: WorkingCopy): WorkingCopy {
  const documentKey = crypto.randomUUID();
  if (copy.read === null) return { ...copy, documentKey };
  const openedIsSaved = !copy.bodyUnsaved;
  return { ...copy, documentKey, opened: copy.read(), asLoaded: false, read: null, openedIsSaved };
}

/** After a save: `attempt` is the copy that was sent. What was typed meanwhile is still unsaved. */
export function afterSave(copy: WorkingCopy, attempt: WorkingCopy, base: Base): WorkingCopy {
  return {
    ...copy,
    base,
    asOf: Date.now(),
    bodyUnsaved: copy.version !== attempt.version,
    openedIsSaved: attempt.read === null,
    savedCc: addressesOf(attempt.cc),
    savedBcc: addressesOf(attempt.bcc),
    notify: false,
  };
}

/** Builds on what somebody else saved meanwhile: the next save replaces it, knowingly. */
export function rebased(copy: WorkingCopy, theirs: DeskReply | null, asOf: number): WorkingCopy {
  return { ...copy, base: theirs && baseOf(theirs), asOf, bodyUnsaved: true, openedIsSaved: false };
}

/** A copy without unsaved work that is to follow whatever is saved. */
export function outdated(copy: WorkingCopy): WorkingCopy {
  return { ...copy, base: null, asOf: 0 };
}

export const workingCopies = new WorkingCopies(
  (copy: WorkingCopy) => hasUnsaved(copy) || (copy.aside !== null && hasUnsaved(copy.aside)),
);

addEventListener('beforeunload', (event) => {
  if (workingCopies.unsaved) event.preventDefault();
});

export function useWorkingCopy(key: string): WorkingCopy | undefined {
  return useSyncExternalStore(workingCopies.subscribe, () => workingCopies.get(key));
}
