import type { DeskReply } from '#contract/desk/conversation.ts';
import { mailSanitiser } from '../../lib/mail-sanitiser.ts';
import type { ComparedRevision } from '../../ui/changes/changes-between.ts';
import { committed } from '../copy-steps.ts';
import { outgoingBody, type ReplyModality } from '../outgoing-body.ts';
import { addressesOf } from '../recipients.ts';
import type { WorkingCopy } from '../working-copy.ts';

/** What a version says, and to whom. */
export interface VersionContent {
  body_html: string;
  cc_emails: string[];
  bcc_emails: string[];
}

/** Two versions of a reply, and the one that both began with; an empty one where nothing was saved then. */
export interface ThreeVersions {
  base: ComparedRevision;
  mine: ComparedRevision;
  theirs: ComparedRevision;
  hasBase: boolean;
}

function comparedOf(
  { body_html, cc_emails, bcc_emails }: VersionContent,
  modality: ReplyModality,
): ComparedRevision {
  const bodyHtml = modality === 'email' ? mailSanitiser.sanitise(body_html, 'draft').html : body_html;
  return { bodyHtml, cc: cc_emails, bcc: bcc_emails, modality };
}

/** What is written in a working copy now, as it would be saved. */
export function contentOfCopy(copy: WorkingCopy, modality: ReplyModality): VersionContent {
  const { cc, bcc } = committed(copy);
  return {
    body_html: outgoingBody(copy, modality),
    cc_emails: addressesOf(cc),
    bcc_emails: addressesOf(bcc),
  };
}

export function versionsOf(copy: WorkingCopy, theirs: DeskReply, modality: ReplyModality): ThreeVersions {
  const { body_html = '', cc = [], bcc = [] } = copy.baseBody ?? {};
  return {
    base: comparedOf({ body_html, cc_emails: cc, bcc_emails: bcc }, modality),
    mine: comparedOf(contentOfCopy(copy, modality), modality),
    theirs: comparedOf(theirs, modality),
    hasBase: copy.baseBody !== null,
  };
}
