import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { inertBody } from '../../lib/inert-html.ts';
import { markupOf } from '../source/markup.ts';

/** A `<col>`, or a `<colgroup>` that says with its own `span` how many columns it is for. */
type Column = Element;

interface ColumnGroup {
  /** Position before it. */
  readonly pos: number;
  readonly size: number;
  readonly group: Element;
  readonly columns: readonly Column[];
}

const spanOf = (column: Column) =>
  Math.min(1000, Math.max(1, Number.parseInt(column.getAttribute('span') ?? '', 10) || 1));

function setSpan(column: Column, span: number) {
  if (span > 1) column.setAttribute('span', String(span));
  else column.removeAttribute('span');
}

function columnGroups(table: ProseMirrorNode, tablePos: number): ColumnGroup[] {
  const groups: ColumnGroup[] = [];
  table.forEach((node, offset) => {
    if (node.type.name !== 'tablePart') return;
    const group = inertBody(`<table>${node.attrs.html}</table>`).querySelector('colgroup');
    if (!group) return;
    const own = Array.from(group.children).filter(({ localName }) => localName === 'col');
    groups.push({
      pos: tablePos + 1 + offset,
      size: node.nodeSize,
      group,
      columns: own.length > 0 ? own : [group],
    });
  });
  return groups;
}

/**
 * Changes what a table says of one of its columns in `<colgroup>`. Where that speaks of more or fewer columns than there are
 * (`width`), nobody can say which is which, and it stays as it is. Positions are those before `tr`.
 */
function changeColumn(
  tr: Transaction,
  { table, tablePos, width }: { table: ProseMirrorNode; tablePos: number; width: number },
  index: number,
  change: (column: Column) => void,
) {
  const groups = columnGroups(table, tablePos);
  const placed = groups.flatMap((group) =>
    group.columns.flatMap((column) => Array.from({ length: spanOf(column) }, () => ({ group, column }))),
  );
  const at = placed[index];
  if (!at || placed.length !== width) return;
  const { pos, size, group, columns } = at.group;
  change(at.column);
  const from = tr.mapping.map(pos);
  const isEmptied = columns[0] !== group && !group.querySelector('col');
  // A group without columns would stand for one.
  if (isEmptied || !group.isConnected) tr.delete(from, from + size);
  else tr.setNodeAttribute(from, 'html', markupOf([group]));
}

type TableOfColumns = Parameters<typeof changeColumn>[1];

/** Another column like the one at `index`, before or behind it. */
export const addColumnLike = (
  tr: Transaction,
  table: TableOfColumns,
  index: number,
  side: 'left' | 'right',
) =>
  changeColumn(tr, table, index, (column) => {
    if (spanOf(column) > 1 || column.localName === 'colgroup') return setSpan(column, spanOf(column) + 1);
    const fresh = column.cloneNode() as Element;
    fresh.removeAttribute('id');
    if (side === 'left') column.before(fresh);
    else column.after(fresh);
  });

/** Takes out the column at `index`. */
export const deleteColumnAt = (tr: Transaction, table: TableOfColumns, index: number) =>
  changeColumn(tr, table, index, (column) => {
    if (spanOf(column) > 1) setSpan(column, spanOf(column) - 1);
    else {
      const { previousSibling } = column;
      if (previousSibling?.nodeType === 3) previousSibling.remove();
      column.remove();
    }
  });
