import { NodeRange } from '@tiptap/pm/model';
import { liftListItem } from '@tiptap/pm/schema-list';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { liftTarget } from '@tiptap/pm/transform';
import { writtenLines } from './lines.ts';
import { isList, isListItem, listDepth } from './list-place.ts';

/** The items of one list that are selected, and lists that stand between them. */
const itemsOf = ({ selection: { $from, $to } }: EditorState) => $from.blockRange($to, isList);

/** All that the item of a range holds. */
function contentOf({ $from, depth }: NodeRange): NodeRange {
  const { doc } = $from;
  return new NodeRange(doc.resolve($from.start(depth + 1)), doc.resolve($from.end(depth + 1)), depth + 1);
}

/** Shift-Tab in a list: the items go one level out. */
export const liftItem: Command = (state, dispatch) => {
  const items = itemsOf(state);
  if (!items) return false;
  const { parent: list, startIndex, endIndex, depth } = items;
  const around = items.$from.node(depth - 1);
  const isNested = isList(around) || isListItem(around);
  const areItems = list.children.slice(startIndex, endIndex).every(isListItem);
  if (!isList(around) && areItems && list.firstChild && isListItem(list.firstChild))
    return liftListItem(list.firstChild.type)(state, dispatch);
  if (!isNested && !(areItems && endIndex - startIndex === 1))
    return liftEach(state, dispatch, (from) => from - 1);
  const range = isNested ? items : contentOf(items);
  const target = liftTarget(range);
  if (target === null) return false;
  dispatch?.(state.tr.lift(range, target).scrollIntoView());
  return true;
};

/** Takes the selected lines out of their lists: those that are in the fewest by one level, and the others as far. */
export const liftLines: Command = (state, dispatch) => {
  const depths = writtenLines(state).map(({ pos }) => listDepth(state.doc.resolve(pos + 1)));
  const target = Math.min(...depths) - 1;
  return liftEach(state, dispatch, () => target);
};

/** Lifts line by line, from the last to the first, until each is in as many lists as it is to be. */
function liftEach(
  state: EditorState,
  dispatch: Parameters<Command>[1],
  depthFrom: (depth: number) => number,
): boolean {
  const { tr } = state;
  for (const { pos } of writtenLines(state).toReversed()) {
    const target = depthFrom(listDepth(state.doc.resolve(pos + 1)));
    for (let depth = Number.POSITIVE_INFINITY; ; ) {
      const $line = tr.doc.resolve(tr.mapping.map(pos + 1));
      const now = listDepth($line);
      if (now <= target || now >= depth) break;
      depth = now;
      liftItem(EditorState.create({ doc: tr.doc, selection: new TextSelection($line) }), ({ steps }) => {
        for (const step of steps) tr.step(step);
      });
    }
  }
  if (!tr.docChanged) return false;
  dispatch?.(tr.scrollIntoView());
  return true;
}
