import { mergeBodies } from '#mail/merge/merge-bodies.ts';
import { mergeRecipients } from '#mail/merge/merge-recipients.ts';
import { mergeTexts } from '#mail/merge/merge-texts.ts';
import type { Clash, MergePart } from '#mail/merge/merge-units.ts';
import { clashesIn, mergedBody, type Pick } from '#mail/merge/merged-body.ts';
import { bodyOfText, textBody } from '#mail/text-body.ts';
import type { ThreeVersions, VersionContent } from './versions.ts';

export interface Merge {
  parts: readonly MergePart[];
  clashes: readonly Clash[];
  /** Both versions together. */
  content(picks: readonly (Pick | undefined)[]): VersionContent;
}

/** Puts the two versions together as far as nobody has to be asked. */
export function mergeVersions({ base, mine, theirs }: ThreeVersions): Merge {
  const isText = mine.modality === 'text';
  const sources = (of: (html: string) => string) => ({
    base: of(base.bodyHtml),
    mine: of(mine.bodyHtml),
    theirs: of(theirs.bodyHtml),
  });
  const parts = isText ? mergeTexts(sources(textBody)) : mergeBodies(sources((html) => html));
  const recipients = {
    cc_emails: mergeRecipients({ base: base.cc, mine: mine.cc, theirs: theirs.cc }),
    bcc_emails: mergeRecipients({ base: base.bcc, mine: mine.bcc, theirs: theirs.bcc }),
  };
  return {
    parts,
    clashes: clashesIn(parts),
    content(picks) {
      const body = mergedBody(parts, picks, isText ? '\n' : '<br>');
      return { body_html: isText ? bodyOfText(body) : body, ...recipients };
    },
  };
}
