import { autoJoin, lift, splitBlockAs, wrapIn } from '@tiptap/pm/commands';
import type { Attrs, Node as ProseMirrorNode, ResolvedPos } from '@tiptap/pm/model';
import { liftListItem, wrapInList } from '@tiptap/pm/schema-list';
import type { Command, EditorState } from '@tiptap/pm/state';
import { canSplit, liftTarget } from '@tiptap/pm/transform';
import { withAttribute } from '../schema/attributes.ts';
import { QUOTE_STYLE } from '../schema/blocks.ts';
import { elementOf } from '../schema/element-node.ts';
import { isHeading } from '../schema/tags.ts';

export type ListTag = 'ul' | 'ol';

/** The attributes of a new element like this one: its own tag and look, and neither its id nor its place in the source. */
export const another = (node: ProseMirrorNode): Attrs => ({
  tag: elementOf(node).tag,
  attributes: withAttribute(elementOf(node).attributes, 'id', null),
  origin: null,
});

function depthOf($pos: ResolvedPos, matches: (node: ProseMirrorNode) => boolean): number | null {
  for (let depth = $pos.depth; depth > 0; depth--) if (matches($pos.node(depth))) return depth;
  return null;
}

const isQuote = (node: ProseMirrorNode) =>
  node.type.name === 'container' && elementOf(node).tag === 'blockquote';
const isListItem = (node: ProseMirrorNode) => node.type.name === 'listItem';

/** The tag of the innermost list around the selection. */
export function listAt(state: EditorState): string | null {
  const { $from } = state.selection;
  const depth = depthOf($from, (node) => node.type.name === 'list');
  return depth === null ? null : elementOf($from.node(depth)).tag;
}

export const inQuote = (state: EditorState) => depthOf(state.selection.$from, isQuote) !== null;

/** Enter: another line of the same tag and attributes; after a heading, and where the line has no element, a plain one. */
export const splitLine: Command = splitBlockAs((node, atEnd) => {
  const { tag } = elementOf(node);
  const plain = tag === null || (atEnd && isHeading(tag));
  return { type: node.type, attrs: plain ? { tag: 'div', attributes: [], origin: null } : another(node) };
});

/** Enter in a list: another item like this one; an empty item leaves the list. */
export const splitItem: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!$from.parent.isTextblock || $from.depth < 2 || !isListItem($from.node(-1)) || !$from.sameParent($to))
    return false;
  const item = $from.node(-1);
  if ($from.parent.content.size === 0 && item.childCount === 1)
    return liftListItem(item.type)(state, dispatch);
  const { tr } = state;
  tr.delete($from.pos, $to.pos);
  const types = [
    { type: item.type, attrs: another(item) },
    { type: $from.parent.type, attrs: another($from.parent) },
  ];
  if (!canSplit(tr.doc, $from.pos, 2, types)) return false;
  dispatch?.(tr.split($from.pos, 2, types).scrollIntoView());
  return true;
};

/** Enter on an empty line of a quote goes on below it, or between its halves. */
export const leaveQuote: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth < 2 || $from.parent.content.size > 0 || !isQuote($from.node(-1))) return false;
  return lift(state, dispatch);
};

/** Enter where line feeds count. */
export const lineFeed: Command = (state, dispatch) => {
  const { parent } = state.selection.$from;
  if (!parent.isTextblock || elementOf(parent).tag !== 'pre') return false;
  dispatch?.(state.tr.insertText('\n').scrollIntoView());
  return true;
};

export const insertLineBreak: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  const marks = state.storedMarks ?? state.selection.$from.marks();
  const tr = state.tr.replaceSelectionWith(state.schema.node('lineBreak', null, undefined, marks), false);
  dispatch?.(tr.ensureMarks(marks).scrollIntoView());
  return true;
};

/** Makes a list of the selected lines, changes the kind of a list, or takes the selected items out of one of this kind. */
export function toggleList(tag: ListTag): Command {
  return (state, dispatch) => {
    const { listItem, list } = state.schema.nodes;
    const { $from } = state.selection;
    const depth = depthOf($from, (node) => node.type === list);
    if (!listItem || !list) return false;
    if (depth === null) {
      const join = (first: ProseMirrorNode, second: ProseMirrorNode) =>
        first.type === list &&
        second.type === list &&
        elementOf(first).tag === tag &&
        elementOf(second).tag === tag;
      return autoJoin(wrapInList(list, { tag, attributes: [] }), join)(state, dispatch);
    }
    if (elementOf($from.node(depth)).tag === tag) return liftListItem(listItem)(state, dispatch);
    dispatch?.(state.tr.setNodeAttribute($from.before(depth), 'tag', tag));
    return true;
  };
}

export const toggleQuote: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  const { container } = state.schema.nodes;
  if (!container) return false;
  const range = $from.blockRange($to, isQuote);
  if (!range)
    return wrapIn(container, { tag: 'blockquote', attributes: [['style', QUOTE_STYLE]] })(state, dispatch);
  const target = liftTarget(range);
  if (target === null) return false;
  dispatch?.(state.tr.lift(range, target).scrollIntoView());
  return true;
};
