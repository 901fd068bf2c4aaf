import type { DeskReply } from '#contract/desk/conversation.ts';
import type { Caret } from '../editor/view/caret.ts';
import { behind, onlyHere } from './asides.ts';
import { addressesOf, commit } from './recipients.ts';
import {
  type Base,
  baseOf,
  bodyOf,
  hasUnsaved,
  nextVersion,
  openCopy,
  type WorkingCopy,
} from './working-copy.ts';

export function edited(
  copy: WorkingCopy,
  read: (() => string) | null,
  readCaret: (() => Caret | null) | null = null,
): WorkingCopy {
  const bodyUnsaved = read !== null || !copy.openedIsSaved;
  return { ...copy, read, readCaret, version: nextVersion(), bodyUnsaved };
}

/** The same copy for an editor that opens anew: what was typed becomes what it opens with. */
export function settled(copy: WorkingCopy): WorkingCopy {
  const documentKey = crypto.randomUUID();
  const caret = copy.readCaret?.() ?? copy.caret;
  const again = { ...copy, documentKey, caret, readCaret: null };
  if (copy.read === null) return again;
  const openedIsSaved = !copy.bodyUnsaved;
  return { ...again, opened: copy.read(), asLoaded: false, read: null, openedIsSaved };
}

/** A save as it went: the copy that was saved, the body as it was sent, and whether it was saved by itself. */
interface Saved {
  copy: WorkingCopy;
  base: Base;
  body: string;
  inPause: boolean;
}

/** After a save. What was typed meanwhile is still unsaved; what was chosen to happen next is still chosen after a pause. */
export function afterSave(copy: WorkingCopy, { copy: attempt, base, body, inPause }: Saved): WorkingCopy {
  const cc = addressesOf(attempt.cc);
  const bcc = addressesOf(attempt.bcc);
  return {
    ...copy,
    base,
    baseBody: { body_html: body, cc, bcc },
    asOf: Date.now(),
    bodyUnsaved: copy.version !== attempt.version,
    openedIsSaved: attempt.read === null,
    savedCc: cc,
    savedBcc: bcc,
    notify: inPause && copy.notify,
    attempt: null,
    // Why it could not be sent is still so once it is saved.
    failure: inPause && copy.whenDone === 'send' ? copy.failure : null,
    trouble: null,
    inPause,
    theirs: null,
    aside: onlyHere(copy.aside),
  };
}

/** After a save that nobody had answered was found to have arrived: what is written now is still to be saved, on top of it. */
export function afterRetry(
  copy: WorkingCopy,
  base: Base,
  {
    body_html,
    cc_emails: cc,
    bcc_emails: bcc,
  }: { body_html: string; cc_emails: string[]; bcc_emails: string[] },
): WorkingCopy {
  return {
    ...copy,
    base,
    baseBody: { body_html, cc, bcc },
    asOf: Date.now(),
    bodyUnsaved: true,
    openedIsSaved: false,
    savedCc: cc,
    savedBcc: bcc,
    attempt: null,
    trouble: null,
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
  const saved = { copy, base: baseOf(reply), body: reply.body_html, inPause: copy.inPause };
  return { ...afterSave(copy, saved), asOf, notify: copy.notify };
}

/** Builds on what somebody else saved meanwhile: the next save replaces it, knowingly. */
export function rebased(copy: WorkingCopy, theirs: DeskReply | null, asOf: number): WorkingCopy {
  return {
    ...copy,
    base: theirs && baseOf(theirs),
    baseBody: theirs && bodyOf(theirs),
    asOf,
    bodyUnsaved: true,
    openedIsSaved: false,
    attempt: null,
    failure: null,
    trouble: null,
  };
}

/** The version that waits is shown, and the one that was shown waits: behind all others. */
export function swapped(copy: WorkingCopy, reply: DeskReply | null, asOf: number): WorkingCopy {
  if (copy.aside === null) return copy;
  const current = (copy.aside.base?.revision ?? null) === (reply?.revision ?? null);
  const shown = current ? { ...copy.aside, asOf } : rebased(copy.aside, reply, asOf);
  return { ...shown, inHistory: false, aside: behind(copy.aside.aside, { ...settled(copy), aside: null }) };
}

/** What was shown is done with: what waits beside it, and is nowhere else, is shown next; else what is saved. */
export function cleared(copy: WorkingCopy, reply: DeskReply | null, asOf: number): WorkingCopy {
  const next = onlyHere(copy.aside);
  return next ? { ...next, theirs: next.aside && next.theirs } : openCopy(reply, asOf);
}

/** A copy without unsaved work that is to follow whatever is saved; one with such work stays. */
export function outdated(copy: WorkingCopy): WorkingCopy {
  if (hasUnsaved(copy)) return copy;
  return { ...copy, base: null, asOf: 0, whenDone: 'review' };
}
