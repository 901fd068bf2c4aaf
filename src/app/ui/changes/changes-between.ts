import { countChanges } from '#mail/diff/count-changes.ts';
import { type BodyDiff, diffBodies } from '#mail/diff/diff-bodies.ts';
import { diffLinks, type LinkDiff } from '#mail/diff/diff-links.ts';
import { diffRecipients, type RecipientDiff } from '#mail/diff/diff-recipients.ts';
import { diffTexts, type TextPart } from '#mail/diff/diff-texts.ts';
import { textBody } from '#mail/text-body.ts';
import { plural } from '../../lib/plural.ts';
import { sanitisedBody } from '../../lib/sanitised-body.ts';

/** One version of a reply, as far as its recipients see it. */
export interface ComparedRevision {
  bodyHtml: string;
  cc: readonly string[];
  bcc: readonly string[];
  modality: 'email' | 'text';
}

export interface Changes {
  recipients: RecipientDiff;
  links: LinkDiff;
  body: Pick<BodyDiff, 'inserted' | 'deleted' | 'changed' | 'reformatted' | 'coarse'>;
  /** A text message in its parts; null for an e-mail. */
  parts: readonly TextPart[] | null;
  /** An e-mail's later body, sanitised, with what became of the earlier one marked (`diffBodies`); null for a text message. */
  marked: HTMLElement | null;
  /** `3 words added, 1 removed, 1 recipient added`. */
  summary: string;
}

const noLinks: LinkDiff = { added: [], removed: [], retargeted: [] };

function compareBodies(
  before: ComparedRevision,
  after: ComparedRevision,
): Pick<Changes, 'body' | 'links' | 'parts' | 'marked'> {
  if (before.modality === 'text' && after.modality === 'text') {
    const { parts, ...body } = diffTexts(textBody(before.bodyHtml), textBody(after.bodyHtml));
    return { body: { ...body, reformatted: body.changed }, links: noLinks, parts, marked: null };
  }
  const [old, now] = [sanitisedBody(before.bodyHtml), sanitisedBody(after.bodyHtml)];
  const links = diffLinks(old, now);
  return { body: diffBodies(old, now), links, parts: null, marked: now };
}

/** `2 words added`, `1 removed`. */
function comeAndGone(added: number, removed: number, what: string): string[] {
  if (added === 0) return removed === 0 ? [] : [`${plural(removed, what)} removed`];
  return [`${plural(added, what)} added`, ...(removed === 0 ? [] : [`${removed} removed`])];
}

function summaryOf({ body, recipients, links }: Pick<Changes, 'body' | 'recipients' | 'links'>): string {
  const count = countChanges({ body, recipients, links });
  const words = comeAndGone(count.wordsAdded, count.wordsRemoved, 'word');
  const said = [
    ...(body.changed && words.length === 0 ? ['punctuation or pictures changed'] : words),
    ...comeAndGone(count.recipientsAdded, count.recipientsRemoved, 'recipient'),
    ...(count.links === 0 ? [] : [`${plural(count.links, 'link')} changed`]),
  ].join(', ');
  if (said !== '') return said.charAt(0).toUpperCase() + said.slice(1);
  return body.reformatted ? 'Changed only in its formatting' : 'Nothing changed';
}

/** What a manager is to know of the way from one version of a reply to another. */
export function changesBetween(before: ComparedRevision, after: ComparedRevision): Changes {
  const recipients = diffRecipients(before, after);
  const changes = { recipients, ...compareBodies(before, after) };
  return { ...changes, summary: summaryOf(changes) };
}

/** The later of two bodies, sanitised, with what became of the earlier one marked (`diffBodies`). */
export function markedBody(before: string, after: string): HTMLElement {
  const now = sanitisedBody(after);
  diffBodies(sanitisedBody(before), now);
  return now;
}
