import type { DeskReply } from '#contract/desk/conversation.ts';
import type { Caret } from '../editor/view/caret.ts';
import type { Attempt, WhenDone } from './attempt.ts';
import { addressesOf, type Recipient, recipientsFrom } from './recipients.ts';

/** The saved reply that a copy builds on. */
export interface Base {
  responseId: string;
  revision: string;
}

/** What the base says. */
export interface BaseBody {
  body_html: string;
  cc: string[];
  bcc: string[];
}

/** Why the desk did not take what is written here, when it was last asked to. */
export interface Trouble {
  kind: 'offline' | 'signed out' | 'refused';
  detail: string;
  /** How often in a row. */
  times: number;
  /** When it was last heard (ms). */
  at: number;
}

/** What one person is writing in one conversation. */
export interface WorkingCopy {
  base: Base | null;
  baseBody: BaseBody | null;
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
  /** Where to go on writing when the body is opened again. */
  caret: Caret | null;
  /** Where is written now; null while nothing was. */
  readCaret: (() => Caret | null) | null;
  /** When something was last written here by hand (ms); 0: never. */
  editedAt: number;
  /** Another one with each edit of the body, so that a save knows what it has saved. */
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
  trouble: Trouble | null;
  /** It was last saved in a pause, by itself: its writer is still at it. */
  inPause: boolean;
  /** Whose version this is, as a sentence says it; null for what is written here. */
  theirs: string | null;
  /** The version that waits while another one is shown; behind it, as its own aside, the one that waits next. */
  aside: WorkingCopy | null;
  /** The history has it too. */
  inHistory: boolean;
}

let versions = 0;
/** Another number than any before. */
export const nextVersion = () => {
  versions += 1;
  return versions;
};

const sameList = (recipients: readonly Recipient[], saved: readonly string[]) =>
  recipients.every(({ problem }) => problem === null) &&
  addressesOf(recipients).join('\n') === saved.join('\n');

const halfTyped = (copy: WorkingCopy) => `${copy.ccText}${copy.bccText}`.trim() !== '';

const differsFromSaved = (copy: WorkingCopy) =>
  copy.bodyUnsaved || !sameList(copy.cc, copy.savedCc) || !sameList(copy.bcc, copy.savedBcc);

export const hasUnsaved = (copy: WorkingCopy): boolean => differsFromSaved(copy) || halfTyped(copy);

/** Whether saving it as it stands would save something; an address typed half is left where it is, a wrong one waits. */
export const isSavable = (copy: WorkingCopy): boolean =>
  differsFromSaved(copy) && [...copy.cc, ...copy.bcc].every(({ problem }) => problem === null);

/** Whether something of it would be lost with the page. */
export const isWorthKeeping = (copy: WorkingCopy): boolean =>
  hasUnsaved(copy) || copy.attempt !== null || (copy.aside !== null && isWorthKeeping(copy.aside));

export const baseOf = (reply: DeskReply): Base => ({
  responseId: reply.response_id,
  revision: reply.revision,
});

/** Whether what it builds on was let go, just as it was saved, without what is written here since. */
export const isLetGo = (copy: WorkingCopy, reply: DeskReply | null): boolean =>
  reply !== null && reply.status !== 'saved' && reply.revision === copy.base?.revision && hasUnsaved(copy);

export const bodyOf = ({ body_html, cc_emails: cc, bcc_emails: bcc }: DeskReply): BaseBody => ({
  body_html,
  cc,
  bcc,
});

/** A copy of what the API holds, or an empty one. */
export function openCopy(reply: DeskReply | null, asOf: number): WorkingCopy {
  return {
    base: reply && baseOf(reply),
    baseBody: reply && bodyOf(reply),
    asOf,
    opened: reply?.body_html ?? '',
    asLoaded: reply !== null,
    documentKey: crypto.randomUUID(),
    read: null,
    caret: null,
    readCaret: null,
    editedAt: 0,
    version: nextVersion(),
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
    trouble: null,
    inPause: false,
    theirs: null,
    aside: null,
    inHistory: false,
  };
}
