import type { CheckName } from '#contract/desk/checks.ts';
import type { BodyLink } from './line-writer.ts';

/** Where a finding is, so that a screen can point at it. */
export interface Place {
  readonly part: 'body' | 'cc' | 'bcc';
  /**
   * The text or the bare address that was found, as a reader sees it: white space is collapsed in mail. Null where the
   * finding is about the whole part, or about a picture.
   */
  readonly quote: string | null;
  /** Where the quote is the text of a link: its target, as the link has it. */
  readonly href?: string | null;
}

/** Something to look at before a reply goes out. */
export interface Finding {
  readonly check: CheckName;
  /** One sentence for the rep and the approver: names the thing, and says what to do. */
  readonly reason: string;
  readonly place: Place;
}

/** Findings of one check that are listed at most: more than anybody reads. */
export const mostFindings = 20;

/** What was found, in quotation marks and short enough for a sentence. */
export const named = (text: string) => `“${text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text}”`;

/** Whether a reader sees anything of a link. */
export const isSeen = ({ text, pictures }: BodyLink) => text !== '' || pictures > 0;

/** A link at the beginning of a sentence. */
export const linkNamed = ({ text }: BodyLink) =>
  text === '' ? 'The link on a picture' : `The link ${named(text)}`;

export const placeOfLink = ({ text, href }: BodyLink): Place => ({
  part: 'body',
  quote: text || null,
  href,
});
