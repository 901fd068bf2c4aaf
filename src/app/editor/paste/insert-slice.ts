import { Fragment, type Mark, type Node as ProseMirrorNode, Slice } from '@tiptap/pm/model';
import { NodeSelection, Selection, type Transaction } from '@tiptap/pm/state';
import { elementOf } from '../schema/element-node.ts';
import { readableMarks } from '../schema/nesting.ts';

/** A line that may run on in the line where it is pasted. */
const isPlainLine = (node: ProseMirrorNode | null | undefined) =>
  node?.type.name === 'textBlock' && /^(?:p|div)$/.test(elementOf(node).tag ?? 'div');

const inLook = (line: ProseMirrorNode, look: readonly Mark[]) =>
  line.copy(
    Fragment.fromArray(line.children.map((child) => child.mark(readableMarks([...look, ...child.marks])))),
  );

/**
 * Clean blocks from elsewhere: a plain first or last line joins the text around it, everything else stays whole. Plain lines
 * get the look of that text.
 */
export function joiningSlice(blocks: Fragment, look: readonly Mark[]): Slice {
  const content = Fragment.fromArray(
    blocks.content.map((block) => (look.length > 0 && isPlainLine(block) ? inLook(block, look) : block)),
  );
  const open = (node: ProseMirrorNode | null) => (isPlainLine(node) ? 1 : 0);
  return new Slice(content, open(content.firstChild), open(content.lastChild));
}

/**
 * Puts a slice where the selection is. Several blocks on an empty line take its place, and at the start of a line they go before
 * it, so that each keeps its own element and the line keeps its own.
 */
export function insertSlice(tr: Transaction, slice: Slice): Transaction {
  if (!(tr.selection.empty || tr.selection instanceof NodeSelection)) tr.deleteSelection();
  const { $from, empty } = tr.selection;
  const { content } = slice;
  if ($from.depth > 1 && $from.node(-1).type.name === 'listItem' && isOneList(content))
    return tr.replaceSelection(Slice.maxOpen(content));
  const joins = content.childCount === 1 && slice.openStart > 0 && content.firstChild?.isTextblock;
  if (empty && !joins && $from.parent.isTextblock && content.size > 0) {
    if ($from.parent.content.size === 0 && replaceLine(tr, content)) return tr;
    if ($from.parentOffset === 0 && slice.openStart > 0 && insertBefore(tr, slice)) return tr;
  }
  const [only] = content.content;
  if (only && content.childCount === 1 && slice.openStart === 0 && slice.openEnd === 0)
    return tr.replaceSelectionWith(only, false);
  return tr.replaceSelection(slice);
}

/** Its items become items of the list that they are pasted into. */
const isOneList = ({ childCount, firstChild }: Fragment) =>
  childCount === 1 && firstChild?.type.name === 'list';

function replaceLine(tr: Transaction, content: Fragment): boolean {
  const { $from } = tr.selection;
  const index = $from.index(-1);
  if (!$from.node(-1).canReplace(index, index + 1, content)) return false;
  const start = $from.before();
  tr.replaceWith(start, $from.after(), content);
  return caretBefore(tr, start + content.size);
}

function insertBefore(tr: Transaction, { content, openEnd }: Slice): boolean {
  const { $from } = tr.selection;
  const last = content.lastChild;
  const joins = openEnd > 0 && last?.isTextblock;
  const blocks = joins ? Fragment.fromArray(content.content.slice(0, -1)) : content;
  const index = $from.index(-1);
  if (!$from.node(-1).canReplace(index, index, blocks)) return false;
  const inside = last?.content ?? Fragment.empty;
  if (joins) tr.insert($from.pos, inside);
  tr.insert($from.before(), blocks);
  return caretBefore(tr, $from.pos + blocks.size + (joins ? inside.size : 0));
}

function caretBefore(tr: Transaction, position: number): boolean {
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(position, tr.doc.content.size)), -1));
  return true;
}
