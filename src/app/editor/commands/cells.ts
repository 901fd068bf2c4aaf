import type { Node as ProseMirrorNode, ResolvedPos } from '@tiptap/pm/model';
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { keepingLook } from './inline-marks.ts';
import type { PlacedBlock } from './lines.ts';
import { gridsOf, placeInTable } from './table-grid.ts';

const isRoom = (node: ProseMirrorNode) => node.type.name === 'tableCell' || node.type.name === 'tableCaption';

/** The table that a position is in, and whose cells are all below a depth. */
function tableFrom($pos: ResolvedPos, depth: number): PlacedBlock | null {
  for (let at = depth; at <= $pos.depth; at++) {
    const node = $pos.node(at);
    if (node.type.name === 'table') return { node, pos: $pos.before(at) };
  }
  return null;
}

/** The tables that a selection begins and ends in, where it goes over the border of a cell; the same one for both within it. */
function tablesAtEnds({ $from, $to }: Selection): { first: PlacedBlock | null; last: PlacedBlock | null } {
  let depth = $from.sharedDepth($to.pos);
  while (depth > 0 && /^table(?:Section|Row)$/.test($from.node(depth).type.name)) depth--;
  const isTable = depth > 0 && $from.node(depth).type.name === 'table';
  const below = isTable ? depth : depth + 1;
  return { first: tableFrom($from, below), last: tableFrom($to, below) };
}

/** True when what is selected reaches over the border of a table's cell. */
export function spansCells(selection: Selection): boolean {
  if (!(selection instanceof TextSelection) || selection.empty) return false;
  const { first, last } = tablesAtEnds(selection);
  return first !== null || last !== null;
}

/** Takes the text between two positions out of the cells of a table. */
function emptyCells(tr: Transaction, table: PlacedBlock, from: number, to: number): void {
  const { doc } = tr;
  const texts: { from: number; to: number }[] = [];
  table.node.descendants((node, offset) => {
    if (!isRoom(node)) return true;
    const start = table.pos + 1 + offset;
    const first = Selection.findFrom(doc.resolve(start + 1), 1, true);
    const last = Selection.findFrom(doc.resolve(start + node.nodeSize - 1), -1, true);
    if (first && last) texts.push({ from: Math.max(from, first.from), to: Math.min(to, last.to) });
    return false;
  });
  for (const text of texts.toReversed()) if (text.from < text.to) tr.delete(text.from, text.to);
}

/** Deletes what is selected. Of a table that is selected in part the text goes, and its cells and rows stay. */
export function deleteSelected(tr: Transaction): Transaction {
  const { selection, doc } = tr;
  if (!spansCells(selection)) return tr.deleteSelection();
  const { from, to } = selection;
  const { first, last } = tablesAtEnds(selection);
  if (first && first.pos === last?.pos) emptyCells(tr, first, from, to);
  else {
    const end = ({ pos, node }: PlacedBlock) => pos + node.nodeSize;
    if (last) emptyCells(tr, last, last.pos, to);
    const start = first ? Selection.findFrom(doc.resolve(end(first)), 1, true)?.from : from;
    const stop = last ? Selection.findFrom(doc.resolve(last.pos), -1, true)?.to : to;
    if (start !== undefined && stop !== undefined && start < stop) tr.delete(start, stop);
    if (first) emptyCells(tr, first, from, end(first));
  }
  return tr.setSelection(TextSelection.near(tr.doc.resolve(from)));
}

/** Backspace and Delete, where something is selected. */
export const deleteSelection: Command = keepingLook(({ selection, tr }, dispatch) => {
  if (selection.empty) return false;
  dispatch?.(deleteSelected(tr).scrollIntoView());
  return true;
});

/** Enter and Shift-Enter, where what is selected reaches over the border of a cell. */
export const deleteOverCells: Command = (state, dispatch) =>
  spansCells(state.selection) && deleteSelection(state, dispatch);

/** Tab and Shift-Tab in a table: the next cell, and out of the editor behind the last one. */
export const goToCell =
  (step: 1 | -1): Command =>
  ({ selection, doc, tr }: EditorState, dispatch) => {
    const place = placeInTable(selection.$from);
    if (!place) return false;
    const cells = gridsOf(place.table, place.tablePos).flatMap(({ cells }) => cells);
    const next = cells[cells.findIndex(({ pos }) => pos === place.cell.pos) + step];
    const text = next && Selection.findFrom(doc.resolve(next.pos + 1), 1, true);
    if (!text) return false;
    dispatch?.(tr.setSelection(text).scrollIntoView());
    return true;
  };
