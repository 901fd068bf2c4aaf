import type { Node as ProseMirrorNode, ResolvedPos } from '@tiptap/pm/model';
import { attributeOf } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';

/** A cell in its section's grid: rows and columns count from 0. */
export interface PlacedCell {
  readonly node: ProseMirrorNode;
  /** Position before the cell. */
  readonly pos: number;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface PlacedRow {
  readonly node: ProseMirrorNode;
  readonly pos: number;
}

/** A section of a table (rows that cells may span) with every cell's place in it (HTML, 4.9.12: forming a table). */
export interface Grid {
  readonly section: ProseMirrorNode;
  readonly sectionPos: number;
  readonly rows: readonly PlacedRow[];
  readonly cells: readonly PlacedCell[];
}

const span = (node: ProseMirrorNode, name: 'rowspan' | 'colspan') => {
  const value = Number.parseInt(attributeOf(elementOf(node).attributes, name) ?? '', 10);
  return value > 1 ? Math.min(value, 1000) : 1;
};

export function gridOf(section: ProseMirrorNode, sectionPos: number): Grid {
  const rows: PlacedRow[] = [];
  section.forEach((node, offset) => {
    if (node.type.name === 'tableRow') rows.push({ node, pos: sectionPos + 1 + offset });
  });
  const cells: PlacedCell[] = [];
  const taken = rows.map(() => new Set<number>());
  for (const [row, { node: line, pos }] of rows.entries()) {
    let column = 0;
    line.forEach((node, offset) => {
      if (node.type.name !== 'tableCell') return;
      while (taken[row]?.has(column)) column++;
      const columns = span(node, 'colspan');
      const height = Math.min(span(node, 'rowspan'), rows.length - row);
      for (const set of taken.slice(row, row + height))
        for (let at = column; at < column + columns; at++) set.add(at);
      cells.push({ node, pos: pos + 1 + offset, row, column, rows: height, columns });
      column += columns;
    });
  }
  return { section, sectionPos, rows, cells };
}

export interface PlaceInTable {
  readonly table: ProseMirrorNode;
  readonly tablePos: number;
  readonly grid: Grid;
  readonly cell: PlacedCell;
}

/** The innermost table, section and cell around a position; null outside of tables. */
export function placeInTable($pos: ResolvedPos): PlaceInTable | null {
  for (let depth = $pos.depth; depth >= 3; depth--) {
    if ($pos.node(depth).type.name !== 'tableCell') continue;
    const grid = gridOf($pos.node(depth - 2), $pos.before(depth - 2));
    const cell = grid.cells.find(({ pos }) => pos === $pos.before(depth));
    if (!cell) return null;
    return { table: $pos.node(depth - 3), tablePos: $pos.before(depth - 3), grid, cell };
  }
  return null;
}

/** The grids of all sections of a table. */
export function gridsOf(table: ProseMirrorNode, tablePos: number): Grid[] {
  const grids: Grid[] = [];
  table.forEach((node, offset) => {
    if (node.type.name === 'tableSection') grids.push(gridOf(node, tablePos + 1 + offset));
  });
  return grids;
}
