import type { Node as ProseMirrorNode, ResolvedPos } from '@tiptap/pm/model';
import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import { withAttribute } from '../schema/attributes.ts';
import { type Direction, directionOfLetters, isDirected, statedDirection } from '../schema/direction.ts';
import { elementOf } from '../schema/element-node.ts';
import { isWrittenHere } from '../view/line-directions.ts';
import { selectedLines } from './lines.ts';

/** Where the selected lines begin. */
const lineStarts = (selected: Pick<EditorState, 'doc' | 'selection'>) =>
  selectedLines(selected).map(({ pos }) => pos + 1);

/** The direction that the blocks around `depth` state. */
function statedAround($line: ResolvedPos, depth: number): Direction | null {
  for (let at = depth - 1; at > 0; at--) {
    const stated = statedDirection($line.node(at));
    if (stated !== null) return stated;
  }
  return null;
}

const lettersOr = (node: ProseMirrorNode, otherwise: Direction) => directionOfLetters(node) ?? otherwise;

/** What a recipient gets while the block itself states nothing. */
function unstated(state: EditorState, $line: ResolvedPos, depth: number): Direction {
  const stated = statedAround($line, depth);
  if (stated !== null) return stated;
  const node = isDirected($line.node(depth)) ? $line.node(depth) : $line.parent;
  return isWrittenHere(state, node) ? lettersOr(node, 'ltr') : 'ltr';
}

/** Where a line's direction is kept: on its whole list, on the cell that holds it alone and without an element, or on itself. */
function keeperDepth($line: ResolvedPos): number {
  for (let depth = 1; depth < $line.depth; depth++) {
    if ($line.node(depth).type.name === 'list') return depth;
  }
  const around = $line.node(-1);
  const alone = around.type.name === 'tableCell' && around.childCount === 1;
  return alone && elementOf($line.parent).tag === null ? $line.depth - 1 : $line.depth;
}

function directionOfLine(state: EditorState, $line: ResolvedPos): Direction {
  const stated = statedDirection($line.parent) ?? statedAround($line, $line.depth);
  return stated ?? unstated(state, $line, keeperDepth($line));
}

/** True when a recipient gets every selected line from right to left. */
export const isRightToLeft = (state: EditorState) => {
  const lines = lineStarts(state);
  return (
    lines.length > 0 && lines.every((start) => directionOfLine(state, state.doc.resolve(start)) === 'rtl')
  );
};

/** `null` takes the block's own direction away. */
function stateDirection(tr: Transaction, position: number, direction: Direction | null) {
  const node = tr.doc.nodeAt(position);
  if (!node || statedDirection(node) === direction) return;
  const { tag, attributes } = elementOf(node);
  if (tag === null) tr.setNodeAttribute(position, 'tag', 'div');
  tr.setNodeAttribute(position, 'attributes', withAttribute(attributes, 'dir', direction));
}

function direct(tr: Transaction, before: EditorState, direction: Direction) {
  for (const start of lineStarts(tr)) {
    const $line = tr.doc.resolve(start);
    const depth = keeperDepth($line);
    const keeper = $line.node(depth);
    const shown = statedAround($line, depth) ?? lettersOr(keeper, 'ltr');
    const needless = shown === direction && unstated(before, $line, depth) === direction;
    if (statedDirection(keeper) !== direction)
      stateDirection(tr, $line.before(depth), needless ? null : direction);
    for (let inside = depth + 1; inside <= $line.depth; inside++) {
      if (statedDirection($line.node(inside)) !== direction) stateDirection(tr, $line.before(inside), null);
    }
  }
}

/**
 * Gives the selected lines a direction, in `dir` and in nothing else; a line that has it anyway needs no `dir`. A list turns as a
 * whole; a line without an element becomes a `div`.
 */
export function setDirection(direction: Direction): Command {
  return (before, dispatch) => {
    const { tr } = before;
    if (lineStarts(before).length === 0) return false;
    direct(tr, before, direction);
    dispatch?.(tr.scrollIntoView());
    return true;
  };
}

export const toggleRightToLeft: Command = (state, dispatch) =>
  setDirection(isRightToLeft(state) ? 'ltr' : 'rtl')(state, dispatch);

/** A command that moves lines into or out of a list, after which those from right to left still are. */
export function keepingDirection(command: Command): Command {
  return (before, dispatch) =>
    command(
      before,
      dispatch &&
        ((tr) => {
          if (isRightToLeft(before)) direct(tr, before, 'rtl');
          dispatch(tr);
        }),
    );
}
