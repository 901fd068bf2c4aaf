import { useSyncExternalStore } from 'react';
import type { DeskReply } from '#contract/desk/conversation.ts';
import { WorkingCopies } from '../lib/working-copies.ts';
import type { Attempt, WhenDone } from './attempt.ts';
import { addressesOf, commit, type Recipient, recipientsFrom } from './recipients.ts';

/** The saved reply that a copy builds on. */
export interface Base {
  responseId: string;
  revision: string;
}

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
  /** What is typed behind the recipients and is none yet. */
  ccText: string;
  bccText: string;
  savedCc: string[];
  savedBcc: string[];
  whenDone: WhenDone;
  notify: boolean;
  /** The save or send that was asked for and not answered yet. */
  attempt: Attempt | null;
  /** Why the last attempt failed; gone with the next edit. */
  failure: string | null;
  /** Whose version this is, as a sentence says it; null for what is written here. */
  theirs: string | null;
  /** The version that waits while another one is shown. */
  aside: WorkingCopy | null;
}

const sameList = (recipients: readonly Recipient[], saved: readonly string[]) =>
  recipients.every(({ problem }) => problem === null) &&
  addressesOf(recipients).join('\n') === saved.join('\n');

export function hasUnsaved(copy: WorkingCopy): boolean {
  return (
    copy.bodyUnsaved ||
    `${copy.ccText}${copy.bccText}`.trim() !== '' ||
    !sameList(copy.cc, copy.savedCc) ||
    !sameList(copy.bcc, copy.savedBcc)
  );
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
    ccText: '',
    bccText: '',
    savedCc: reply?.cc_emails ?? [],
    savedBcc: reply?.bcc_emails ?? [],
    whenDone: 'review',
    notify: false,
    attempt: null,
    failure: null,
    theirs: null,
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
    attempt: null,
    failure: null,
    theirs: null,
    aside: copy.aside && hasUnsaved(copy.aside) ? copy.aside : null,
  };
}

/** What is typed behind the recipients becomes recipients. */
export function committed(copy: WorkingCopy): WorkingCopy {
  if (copy.ccText === '' && copy.bccText === '') return copy;
  const cc = commit(copy.cc, copy.ccText).recipients;
  const bcc = commit(copy.bcc, copy.bccText).recipients;
  return { ...copy, cc, bcc, ccText: '', bccText: '' };
}

/** A draft that arrives while nothing unsaved is here; what was chosen to happen next stays chosen. */
export function followed(copy: WorkingCopy | undefined, reply: DeskReply | null, asOf: number): WorkingCopy {
  const next = openCopy(reply, asOf);
  if (copy === undefined) return next;
  const { whenDone, notify, aside } = copy;
  const chosen = reply?.status === 'saved' ? { whenDone, notify } : {};
  return { ...next, ...chosen, aside, theirs: aside && copy.theirs };
}

/** What is saved is what is here, whoever saved it: nothing to ask anybody about. */
export function adopted(copy: WorkingCopy, reply: DeskReply, asOf: number): WorkingCopy {
  return { ...afterSave(copy, copy, baseOf(reply)), asOf, notify: copy.notify };
}

/** Builds on what somebody else saved meanwhile: the next save replaces it, knowingly. */
export function rebased(copy: WorkingCopy, theirs: DeskReply | null, asOf: number): WorkingCopy {
  return {
    ...copy,
    base: theirs && baseOf(theirs),
    asOf,
    bodyUnsaved: true,
    openedIsSaved: false,
    attempt: null,
    failure: null,
  };
}

/** The version that waits is shown, and the one that was shown waits. */
export function swapped(copy: WorkingCopy, reply: DeskReply | null, asOf: number): WorkingCopy {
  if (copy.aside === null) return copy;
  const current = (copy.aside.base?.revision ?? null) === (reply?.revision ?? null);
  const shown = current ? { ...copy.aside, asOf } : rebased(copy.aside, reply, asOf);
  return { ...shown, aside: { ...settled(copy), aside: null } };
}

/** A copy without unsaved work that is to follow whatever is saved. */
export function outdated(copy: WorkingCopy): WorkingCopy {
  return { ...copy, base: null, asOf: 0, whenDone: 'review' };
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
