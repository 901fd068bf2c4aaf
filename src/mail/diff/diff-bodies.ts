import { nameOf } from '../mail-dom.ts';
import { alignLines } from './align-lines.ts';
import { counterpartsIn } from './counterparts.ts';
import { type Effort, newEffort } from './diff-tokens.ts';
import { linesOf } from './mail-lines.ts';
import { markLines } from './mark-lines.ts';
import { collectMarks } from './mark-words.ts';
import { placeDeleted } from './place-deleted.ts';

export interface BodyDiff {
  /** Words, without punctuation. */
  inserted: number;
  deleted: number;
  /** Words or pictures came or went; in punctuation alone it may be without any word. */
  changed: boolean;
  /** The markup differs by more than white space, be it seen or not. */
  reformatted: boolean;
  /** The bodies differ too much to be compared word by word throughout: blocks are shown as wholly replaced. */
  coarse: boolean;
}

/** The mail's own insertions and deletions keep their look, and leave the names to those that are found here. */
function renameOwnMarks(body: Element): void {
  for (const own of body.querySelectorAll('ins, del')) {
    const plain = body.ownerDocument.createElement(nameOf(own) === 'ins' ? 'u' : 's');
    for (const { name, value } of own.attributes)
      if (name !== 'cite' && name !== 'datetime') plain.setAttribute(name, value);
    while (own.firstChild) plain.append(own.firstChild);
    own.replaceWith(plain);
  }
}

const markupOf = (body: Element) =>
  body.outerHTML
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/> | (?=<)/g, (edge) => edge.trim());

/**
 * Marks what changed between two versions of sanitised mail in the later one, in its own rendering: `<ins>` around what
 * came, `<del>` around what went where it stood (whole blocks, rows and items too), and `<span data-change="look">` with
 * a title around words that look different or lead elsewhere. There are no other `ins` and `del` in it afterwards.
 * Without `ins` and what they hold it reads as the earlier mail, without `del` and what they hold as the later one. White
 * space and line breaks alone are no change. Bounded work (`diffTokens`). Both bodies are changed.
 */
export function diffBodies(before: Element, after: Element): BodyDiff {
  renameOwnMarks(before);
  renameOwnMarks(after);
  const reformatted = markupOf(before) !== markupOf(after);
  const result: BodyDiff = { inserted: 0, deleted: 0, changed: false, reformatted, coarse: false };
  if (!reformatted) return result;
  const effort: Effort = newEffort();
  const matches = alignLines(linesOf(before), linesOf(after), effort);
  const marks = collectMarks();
  placeDeleted(matches, counterpartsIn(matches, before, after), after);
  for (const match of matches) {
    const { inserted, deleted, changed } = markLines(match, marks, effort, after.ownerDocument);
    result.inserted += inserted;
    result.deleted += deleted;
    result.changed ||= changed;
  }
  marks.set();
  return { ...result, coarse: effort.exceeded };
}
