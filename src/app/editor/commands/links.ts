import type { Mark } from '@tiptap/pm/model';
import { type Command, type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { attributeOf, withAttribute } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';
import { readableMarks } from '../schema/nesting.ts';
import { mapMarks, marksAtCaret } from './inline-marks.ts';
import { emptyAnchor, isAnchor, isLink, isLinkBlock, partLinks, withoutNamed } from './part-links.ts';

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

/** False inside a link around blocks: a link in a link does not survive the next HTML parser. */
export function canLink({ doc, selection: { $from, from, to } }: EditorState): boolean {
  let linked = false;
  doc.nodesBetween(from, to, (node) => {
    linked ||= isLinkBlock(node);
    return !linked && !node.isTextblock;
  });
  return !linked && $from.parent.inlineContent;
}

/** Gives the text between two positions the marks of a link; a named anchor that is wholly linked becomes an empty one in front. */
function linkMarks(
  tr: Transaction,
  from: number,
  to: number,
  change: (marks: readonly Mark[]) => readonly Mark[],
) {
  const anchors = new Map<Mark, number>();
  tr.doc.nodesBetween(from, to, (node, position) => {
    for (const mark of node.marks)
      if (isAnchor(mark) && !isLink(mark) && !anchors.has(mark)) anchors.set(mark, position);
  });
  mapMarks(tr, from, to, (marks) => change(withoutNamed(marks)));
  const { anchor, head } = tr.selection;
  tr.setSelection(TextSelection.create(tr.doc, anchor, head));
  const { doc } = tr;
  for (const [mark, position] of anchors) {
    const place = emptyAnchor(mark);
    if (!place || doc.rangeHasMark(0, doc.content.size, mark)) continue;
    tr.insert(tr.mapping.map(Math.max(from, doc.resolve(position).start())), place);
  }
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
      const marks = readableMarks([fresh, ...withoutNamed(marksAtCaret(state))]);
      partLinks(tr.replaceSelectionWith(state.schema.text(text, marks), false));
      tr.setStoredMarks(marksAtCaret(state));
    } else {
      const { from, to } = selection.empty && link ? link : selection;
      linkMarks(tr, from, to, change);
      partLinks(tr);
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
