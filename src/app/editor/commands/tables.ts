import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import { withAttribute } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';
import { another } from './another.ts';
import { addColumnLike, deleteColumnAt } from './table-columns.ts';
import { type Grid, gridsOf, type PlacedCell, type PlaceInTable, placeInTable } from './table-grid.ts';

export const inTable = (state: EditorState) => placeInTable(state.selection.$from) !== null;

/** A command for the table around the selection; a change that nothing came of is no edit. */
const inPlace =
  (change: (tr: Transaction, place: PlaceInTable) => void): Command =>
  (state, dispatch) => {
    const place = placeInTable(state.selection.$from);
    if (!place) return false;
    const { tr } = state;
    change(tr, place);
    if (!tr.docChanged) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** An empty cell of the same look, with a line like the first of its neighbour. */
function cellLike(node: ProseMirrorNode, spans: { rowspan?: string | null; colspan?: string | null }) {
  const like = another(node);
  const attributes = Object.entries(spans).reduce(
    (kept, [name, value]) => withAttribute(kept, name, value ?? null),
    elementOf(node).attributes,
  );
  const line = node.firstChild;
  const { textBlock } = node.type.schema.nodes;
  if (!textBlock) throw new Error('A schema without lines');
  const first = line?.type === textBlock ? another(line) : { tag: null };
  return node.type.create(
    { ...like, attributes: withAttribute(attributes, 'id', null) },
    textBlock.create({ ...first, origin: null }),
  );
}

function setSpan(tr: Transaction, cell: PlacedCell, name: 'rowspan' | 'colspan', value: number) {
  const pos = tr.mapping.map(cell.pos);
  const { attributes } = elementOf(tr.doc.nodeAt(pos) ?? cell.node);
  tr.setNodeAttribute(pos, 'attributes', withAttribute(attributes, name, value > 1 ? String(value) : null));
}

const startsBefore = (cell: PlacedCell, row: number) => cell.row < row && cell.row + cell.rows > row;

/** Another row like the one of the selection; cells that reach over the border grow. */
export const addRow = (side: 'above' | 'below'): Command =>
  inPlace((tr, { grid, cell }) => {
    const border = side === 'above' ? cell.row : cell.row + cell.rows;
    const model = side === 'above' ? cell.row : border - 1;
    const modelRow = grid.rows[model];
    if (!modelRow) return;
    const fresh: ProseMirrorNode[] = [];
    for (const other of [...grid.cells].sort((a, b) => a.column - b.column)) {
      if (startsBefore(other, border)) setSpan(tr, other, 'rowspan', other.rows + 1);
      else if (other.row <= model && model < other.row + other.rows)
        fresh.push(cellLike(other.node, { rowspan: null }));
    }
    if (fresh.length === 0) return;
    const pos = side === 'above' ? modelRow.pos : modelRow.pos + modelRow.node.nodeSize;
    const at = tr.mapping.map(pos, side === 'above' ? -1 : 1);
    tr.insert(at, modelRow.node.type.create(another(modelRow.node), fresh));
    tr.setSelection(TextSelection.near(tr.doc.resolve(at + 2)));
  });

/** Takes out the row of the selection; the last one takes its table along. */
export const deleteRow: Command = inPlace((tr, { table, tablePos, grid, cell }) => {
  if (grid.rows.length < 2) {
    const isOnly = gridsOf(table, tablePos).length < 2;
    const [from, node] = isOnly ? [tablePos, table] : [grid.sectionPos, grid.section];
    tr.delete(from, from + node.nodeSize);
    return;
  }
  const row = grid.rows[cell.row];
  const next = grid.rows[cell.row + 1];
  if (!row) return;
  for (const other of grid.cells) {
    if (other.row < cell.row && other.row + other.rows > cell.row)
      setSpan(tr, other, 'rowspan', other.rows - 1);
    if (other.row !== cell.row || other.rows < 2 || !next) continue;
    // What reaches down from this row begins in the next one.
    const follower = grid.cells.find(({ row, column }) => row === cell.row + 1 && column > other.column);
    const at = follower?.pos ?? next.pos + next.node.nodeSize - 1;
    const shorter = withAttribute(
      elementOf(other.node).attributes,
      'rowspan',
      other.rows > 2 ? String(other.rows - 1) : null,
    );
    tr.insert(
      tr.mapping.map(at),
      other.node.type.create({ ...other.node.attrs, attributes: shorter }, other.node.content),
    );
  }
  const from = tr.mapping.map(row.pos);
  tr.delete(from, from + row.node.nodeSize);
  // The row that is now in its place, or the one above.
  const beside = next ? from + 1 : from - 1;
  tr.setSelection(Selection.near(tr.doc.resolve(beside), next ? 1 : -1));
});

const widthOf = (grids: readonly Grid[]) =>
  Math.max(...grids.flatMap(({ cells }) => cells.map((at) => at.column + at.columns)));

function eachRowAt(
  grids: readonly Pick<Grid, 'cells'>[],
  column: number,
  change: (at: PlacedCell) => void,
): void {
  for (const { cells } of grids) {
    for (const cell of cells) if (cell.column <= column && column < cell.column + cell.columns) change(cell);
  }
}

/** Another column like the one of the selection, in every row. */
export const addColumn = (side: 'left' | 'right'): Command =>
  inPlace((tr, { table, tablePos, cell }) => {
    const border = side === 'left' ? cell.column : cell.column + cell.columns;
    const model = side === 'left' ? cell.column : border - 1;
    const grids = gridsOf(table, tablePos);
    addColumnLike(tr, { table, tablePos, width: widthOf(grids) }, model, side);
    eachRowAt(grids, model, (at) => {
      if (at.column < border && border < at.column + at.columns)
        return setSpan(tr, at, 'colspan', at.columns + 1);
      const pos = side === 'left' ? at.pos : at.pos + at.node.nodeSize;
      tr.insert(
        tr.mapping.map(pos, side === 'left' ? -1 : 1),
        cellLike(at.node, { colspan: null, rowspan: at.rows > 1 ? String(at.rows) : null }),
      );
    });
    const own = tr.mapping.map(cell.pos);
    const step = side === 'left' ? -1 : (tr.doc.nodeAt(own)?.nodeSize ?? 0) + 1;
    tr.setSelection(TextSelection.near(tr.doc.resolve(own + step), side === 'left' ? -1 : 1));
  });

/** Takes out the column of the selection; the last one takes its table along. */
export const deleteColumn: Command = inPlace((tr, { table, tablePos, cell }) => {
  const grids = gridsOf(table, tablePos);
  const width = widthOf(grids);
  if (width < 2) {
    tr.delete(tablePos, tablePos + table.nodeSize);
    return;
  }
  deleteColumnAt(tr, { table, tablePos, width }, cell.column);
  for (const { rows, cells } of grids) {
    const goes = (at: PlacedCell) => at.column === cell.column && at.columns < 2;
    const emptied = rows.map((_, row) => cells.every((at) => at.row !== row || goes(at)));
    for (const at of cells) {
      const inEmptied = emptied.slice(at.row, at.row + at.rows).filter(Boolean).length;
      if (!goes(at) && inEmptied > 0) setSpan(tr, at, 'rowspan', at.rows - inEmptied);
    }
    eachRowAt([{ cells }], cell.column, (at) => {
      if (at.columns > 1) return setSpan(tr, at, 'colspan', at.columns - 1);
      if (emptied[at.row]) return;
      const from = tr.mapping.map(at.pos);
      tr.delete(from, from + at.node.nodeSize);
    });
    for (const [row, { pos, node }] of rows.entries()) {
      const from = tr.mapping.map(pos);
      if (emptied[row]) tr.delete(from, from + node.nodeSize);
    }
  }
});

export const deleteTable: Command = inPlace((tr, { table, tablePos }) => {
  tr.delete(tablePos, tablePos + table.nodeSize);
});
