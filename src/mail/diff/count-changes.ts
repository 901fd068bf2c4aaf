import type { LinkDiff } from './diff-links.ts';
import type { RecipientDiff } from './diff-recipients.ts';

export interface ChangeCount {
  wordsAdded: number;
  wordsRemoved: number;
  recipientsAdded: number;
  recipientsRemoved: number;
  /** Added, removed or leading elsewhere. */
  links: number;
}

interface Changes {
  body: { inserted: number; deleted: number };
  recipients: RecipientDiff;
  links: LinkDiff;
}

/** The changes between two versions of a reply in numbers, for one line that sums them up. */
export function countChanges({ body, recipients: { cc, bcc }, links }: Changes): ChangeCount {
  return {
    wordsAdded: body.inserted,
    wordsRemoved: body.deleted,
    recipientsAdded: cc.added.length + bcc.added.length,
    recipientsRemoved: cc.removed.length + bcc.removed.length,
    links: links.added.length + links.removed.length + links.retargeted.length,
  };
}
