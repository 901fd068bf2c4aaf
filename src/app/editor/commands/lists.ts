import { Fragment, type NodeRange, type Node as ProseMirrorNode, Slice } from '@tiptap/pm/model';
import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import { canSplit, findWrapping, ReplaceAroundStep } from '@tiptap/pm/transform';
import { elementOf } from '../schema/element-node.ts';
import { canNest } from '../schema/nesting.ts';
import { another } from './another.ts';
import { keepingDirection } from './direction.ts';
import { keepingLook } from './inline-marks.ts';
import { liftItem, liftLines } from './lift-items.ts';
import { joinAlike, type Line, partLines, selectedLines, writtenLines } from './lines.ts';
import { isList, isListItem, listAround } from './list-place.ts';

export type ListTag = 'ul' | 'ol';

const areOneKind = (one: ProseMirrorNode, other: ProseMirrorNode) =>
  isList(one) && isList(other) && elementOf(one).tag === elementOf(other).tag;

/** The tag of the innermost list around the selection. */
export function listAt(state: EditorState): string | null {
  const list = listAround(state.selection.$from);
  return list && elementOf(list.node).tag;
}

/** Enter in a list: another item like this one; an empty item leaves the list. */
export const splitItem: Command = keepingLook((state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!$from.parent.isTextblock || $from.depth < 2 || !isListItem($from.node(-1)) || !$from.sameParent($to))
    return false;
  const item = $from.node(-1);
  if ($from.parent.content.size === 0 && item.childCount === 1) return liftItem(state, dispatch);
  const { tr } = state;
  tr.delete($from.pos, $to.pos);
  const types = [
    { type: item.type, attrs: another(item) },
    { type: $from.parent.type, attrs: another($from.parent) },
  ];
  if (!canSplit(tr.doc, $from.pos, 2, types)) return false;
  dispatch?.(tr.split($from.pos, 2, types).scrollIntoView());
  return true;
});

/**
 * Makes each selected line an item of a list of this kind; where all of them are, takes them out of it. What was a list of the
 * other kind becomes one of this, and lists of one kind that come to stand side by side become one.
 */
export function toggleList(tag: ListTag): Command {
  return keepingDirection((state, dispatch) => {
    const kindOf = ({ pos }: Line) => {
      const list = listAround(state.doc.resolve(pos + 1));
      return list && elementOf(list.node).tag;
    };
    const lines = writtenLines(state);
    if (lines.length > 0 && lines.every((line) => kindOf(line) === tag)) return liftLines(state, dispatch);
    const { tr } = state;
    partLines(tr, ($line) => !listAround($line));
    let changed = 0;
    for (const line of writtenLines(tr).toReversed()) if (makeItem(tr, line, tag)) changed++;
    if (changed === 0) return false;
    joinLists(tr);
    dispatch?.(tr.scrollIntoView());
    return true;
  });
}

/** @returns whether anything came of it. */
function makeItem(tr: Transaction, { node, pos }: Line, tag: ListTag): boolean {
  const $line = tr.doc.resolve(pos + 1);
  const around = listAround($line);
  if (around) {
    if (elementOf(around.node).tag === tag) return false;
    tr.setNodeAttribute(around.pos, 'tag', tag);
    return true;
  }
  const { list } = node.type.schema.nodes;
  const range = $line.blockRange();
  if (!list || !range || !canNest(tr.doc, pos, pos + node.nodeSize, 2)) return false;
  const wrapping = findWrapping(range, list, { tag, attributes: [] });
  if (!wrapping) return false;
  tr.wrap(range, wrapping);
  return true;
}

/** Joins the lists of the selected lines with lists of their kind beside them. */
function joinLists(tr: Transaction): void {
  const places = selectedLines(tr).flatMap(({ pos }) => listAround(tr.doc.resolve(pos + 1))?.pos ?? []);
  for (const pos of [...new Set(places)].sort((one, other) => other - one)) joinAlike(tr, pos, areOneKind);
}

/** Tab in a list: the items go one level in, to the end of a list above them or into one like the one that they are in. */
export const sinkItem: Command = (state, dispatch) => {
  const { $from, $to, from, to } = state.selection;
  const items = $from.blockRange($to, isList);
  const above = items?.parent.maybeChild(items.startIndex - 1);
  if (!items || !above || !canNest(state.doc, from, to, 2)) return false;
  dispatch?.(sink(state.tr, items, above).scrollIntoView());
  return true;
};

/** Puts what ends a node, open there, behind the items that stood below it. */
function sink(tr: Transaction, { parent, start, end }: NodeRange, above: ProseMirrorNode): Transaction {
  const put = (ending: ProseMirrorNode, open: number, at: number) =>
    tr.step(
      new ReplaceAroundStep(
        start - open,
        end,
        start,
        end,
        new Slice(Fragment.from(ending), open, 0),
        at,
        true,
      ),
    );
  const { lastChild: last } = above;
  if (isList(above)) {
    put(above.copy(), 1, 0);
    const { nodeAfter } = tr.doc.resolve(end);
    return nodeAfter && areOneKind(above, nodeAfter) ? tr.join(end) : tr;
  }
  if (last && isList(last)) return put(above.copy(Fragment.from(last.copy())), 2, 0);
  const fresh = parent.type.create({ tag: elementOf(parent).tag });
  return put(above.copy(Fragment.from(fresh)), 1, 1);
}

/** Backspace at the start of an item takes it out of its list before it joins anything. */
export const liftItemAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { listItem } = state.schema.nodes;
  if (!empty || !listItem || $from.parentOffset > 0 || $from.depth < 2) return false;
  if ($from.node(-1).type !== listItem || $from.index(-1) > 0) return false;
  return keepingDirection(liftItem)(state, dispatch);
};

/** A command that takes away what stands between two lists of one kind, which then are one. */
export function joiningLists(command: Command): Command {
  return (state, dispatch) => {
    const touching = (doc: ProseMirrorNode, pos: number) => {
      const $pos = doc.resolve(pos);
      return $pos.nodeBefore && $pos.nodeAfter && areOneKind($pos.nodeBefore, $pos.nodeAfter);
    };
    return command(
      state,
      dispatch &&
        ((tr) => {
          const list = listAround(tr.selection.$from);
          const undone = tr.mapping.invert();
          const met = list ? [list.pos + list.node.nodeSize, list.pos] : [];
          for (const pos of met)
            if (touching(tr.doc, pos) && !touching(state.doc, undone.map(pos))) tr.join(pos);
          dispatch(tr);
        }),
    );
  };
}
