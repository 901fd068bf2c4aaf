import type { Mark } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection } from '@tiptap/pm/state';
import { attributeOf, withAttribute } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';
import { readableMarks } from '../schema/nesting.ts';
import { mapMarks, marksAtCaret } from './inline-marks.ts';

const isLink = (mark: Mark) =>
  elementOf(mark).tag === 'a' && attributeOf(elementOf(mark).attributes, 'href') !== undefined;

export interface LinkAtSelection {
  readonly from: number;
  readonly to: number;
  readonly href: string;
  readonly mark: Mark;
}

/** The link around the caret or the start of the selection, whole. */
export function linkAt(state: EditorState): LinkAtSelection | null {
  const { $from, empty } = state.selection;
  if (!$from.parent.inlineContent) return null;
  const inside = empty ? $from.marks() : ($from.nodeAfter?.marks ?? []);
  const link = [...inside, ...($from.nodeBefore?.marks ?? []).filter(() => empty)].find(isLink);
  if (!link) return null;
  const { parent } = $from;
  const has = (index: number) => parent.maybeChild(index)?.marks.some((mark) => mark.eq(link)) ?? false;
  let first = $from.index();
  if (!has(first)) first--;
  let last = first;
  while (has(first - 1)) first--;
  while (has(last + 1)) last++;
  const start = $from.start();
  let from = start;
  for (let index = 0; index < first; index++) from += parent.child(index).nodeSize;
  let to = from;
  for (let index = first; index <= last; index++) to += parent.child(index).nodeSize;
  return { from, to, href: attributeOf(elementOf(link).attributes, 'href') ?? '', mark: link };
}

/** The first link of what is selected. */
function firstLink({ selection, doc }: EditorState): Mark | undefined {
  let found: Mark | undefined;
  doc.nodesBetween(selection.from, selection.to, (node) => {
    found ??= node.marks.find(isLink);
    return found === undefined;
  });
  return found;
}

/** False inside an <a> that wraps blocks: a link in a link does not survive the next HTML parser. */
export function canLink(state: EditorState): boolean {
  const { $from, $to } = state.selection;
  for (let depth = Math.min($from.depth, $to.depth); depth > 0; depth--) {
    if (elementOf($from.node(depth)).tag === 'a') return false;
  }
  return $from.parent.inlineContent;
}

/** Links the selection, or changes the link around the caret; with nothing selected the address itself is the text. */
export function setLink(href: string): Command {
  return (state, dispatch) => {
    if (!canLink(state)) return false;
    const { tr, selection } = state;
    const fresh = state.schema.mark('element', { tag: 'a', attributes: [['href', href]] });
    const link = linkAt(state);
    const linked = selection.empty ? link?.mark : firstLink(state);
    // One link for all that is selected, with the look of the one that is there.
    const one = linked
      ? linked.type.create({
          ...linked.attrs,
          attributes: withAttribute(elementOf(linked).attributes, 'href', href),
        })
      : fresh;
    const change = (marks: readonly Mark[]) =>
      marks.some(isLink) ? marks.map((mark) => (isLink(mark) ? one : mark)) : [one, ...marks];
    if (selection.empty && !link) {
      const text = href.replace(/^(?:mailto|tel):/, '');
      tr.replaceSelectionWith(state.schema.text(text, readableMarks([fresh, ...marksAtCaret(state)])), false);
      tr.setStoredMarks(marksAtCaret(state));
    } else {
      const { from, to } = selection.empty && link ? link : selection;
      mapMarks(tr, from, to, change);
      tr.setSelection(TextSelection.create(tr.doc, selection.anchor, selection.head));
    }
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export const removeLink: Command = (state, dispatch) => {
  const { tr, selection } = state;
  const link = linkAt(state);
  const { from, to } = selection.empty ? (link ?? selection) : selection;
  mapMarks(tr, link ? Math.min(link.from, from) : from, link ? Math.max(link.to, to) : to, (marks) =>
    marks.filter((mark) => !isLink(mark)),
  );
  if (!tr.docChanged) return false;
  tr.setSelection(TextSelection.create(tr.doc, selection.anchor, selection.head));
  dispatch?.(tr.scrollIntoView());
  return true;
};
