// @vitest-environment jsdom
import { EditorState, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applied, editAt, positionOf, schema } from '../source/edit-for-tests.ts';
import { parseHtml } from '../source/parse-html.ts';
import { serialise } from '../source/serialise.ts';
import { gridsOf } from './table-grid.ts';
import { addColumn, addRow, deleteColumn, deleteRow, deleteTable } from './tables.ts';

const layout = `<table width="600" bgcolor="#fff"><tbody>
  <tr id="r" style="height:9px"><td id="c" width="200" style="padding:4px"><p class="MsoNormal" style="margin:0">one</p></td><td width="400">two</td></tr>
  <!-- note -->
  <tr><td colspan="2">three</td></tr>
</tbody></table><p>after</p>`;

describe('a table of the message', () => {
  it('gets a row like the one below which it is added; its neighbours keep their bytes', () => {
    expect(editAt(layout, 'one', 'one', addRow('below'))).toBe(
      layout.replace(
        '>two</td></tr>',
        '>two</td></tr><tr style="height:9px"><td width="200" style="padding:4px"><p class="MsoNormal" style="margin:0"><br></p></td><td width="400"><br></td></tr>',
      ),
    );
  });

  it('gets a row above its first one', () => {
    expect(editAt('<table><tbody><tr><td>a</td></tr></tbody></table>', 'a', 'a', addRow('above'))).toBe(
      '<table><tbody><tr><td><br></td></tr><tr><td>a</td></tr></tbody></table>',
    );
  });

  it('lets a cell grow that spans the new row', () => {
    const html = '<table><tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>';
    expect(editAt(html, 'b', 'b', addRow('below'))).toBe(
      '<table><tbody><tr><td rowspan="3">a</td><td>b</td></tr><tr><td><br></td></tr><tr><td>c</td></tr></tbody></table>',
    );
  });

  it('hands a spanning cell down when its first row goes', () => {
    const html = '<table><tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody></table>';
    expect(editAt(html, 'b', 'b', deleteRow)).toBe(
      '<table><tbody><tr><td>a</td><td>c</td></tr></tbody></table>',
    );
  });

  it('gets a column, and a cell over both sides of it grows', () => {
    expect(editAt(layout, 'one', 'one', addColumn('right'))).toContain(
      '<td width="200" style="padding:4px"><p class="MsoNormal" style="margin:0"><br></p></td><td width="400">two</td></tr>',
    );
    expect(editAt(layout, 'one', 'one', addColumn('right'))).toContain('<td colspan="3">three</td>');
  });

  it('loses a column', () => {
    expect(editAt(layout, 'two', 'two', deleteColumn)).toContain(
      '</td></tr>\n  <!-- note -->\n  <tr><td>three</td>',
    );
  });

  it('goes as a whole, and nothing else does', () => {
    expect(editAt(layout, 'three', 'three', deleteTable)).toBe('<p>after</p>');
    expect(editAt('<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>', 'b', 'b', deleteRow)).toBe(
      '<p>a</p>',
    );
  });
});

describe('what a table says of its columns', () => {
  const cols = (...columns: string[]) => `<colgroup>${columns.join('')}</colgroup>`;
  const [wide, narrow, grey] = ['<col width="300">', '<col width="90">', '<col style="color:grey">'];
  const table = (groups: string, rows = '<tr><td>a</td><td>b</td><td>c</td></tr>') =>
    `<table>${groups}<tbody>${rows}<tr><td colspan="2">over</td><td>d</td></tr></tbody></table>`;
  const groupsOf = (html: string) => /^<table>(.*?)<tbody>/s.exec(html)?.[1];

  it.each([
    ['loses the one that goes', deleteColumn, 'b', cols(wide, narrow, grey), cols(wide, grey)],
    [
      'gets another one like the next',
      addColumn('right'),
      'b',
      cols(wide, narrow, grey),
      cols(wide, narrow, narrow, grey),
    ],
    [
      'gets one in front, without its id',
      addColumn('left'),
      'a',
      cols('<col id="x" width="9">', narrow, grey),
      cols('<col width="9">', '<col id="x" width="9">', narrow, grey),
    ],
    [
      'gets one behind a cell over two',
      addColumn('right'),
      'over',
      cols(wide, narrow, grey),
      cols(wide, narrow, narrow, grey),
    ],
    [
      'lets one that stands for two shrink',
      deleteColumn,
      'a',
      cols('<col span="2" width="90">', grey),
      cols('<col width="90">', grey),
    ],
    [
      'lets one that stands for two grow',
      addColumn('left'),
      'b',
      cols('<col span="2" width="90">', grey),
      cols('<col span="3" width="90">', grey),
    ],
    [
      'lets a group without columns shrink',
      deleteColumn,
      'c',
      `${cols(wide)}<colgroup span="2"></colgroup>`,
      `${cols(wide)}<colgroup></colgroup>`,
    ],
    [
      'loses a group with its last one',
      deleteColumn,
      'c',
      cols(wide, narrow) + cols(grey),
      cols(wide, narrow),
    ],
    [
      'loses a group of one',
      deleteColumn,
      'c',
      `${cols(wide, narrow)}<colgroup></colgroup>`,
      cols(wide, narrow),
    ],
    ['stays as it is where it speaks of fewer', deleteColumn, 'b', cols(wide, narrow), cols(wide, narrow)],
    [
      'stays as it is where it speaks of more',
      addColumn('left'),
      'b',
      cols(wide, narrow, grey, grey),
      cols(wide, narrow, grey, grey),
    ],
  ] as const)('%s', (_, command, text, before, after) => {
    expect(groupsOf(editAt(table(before), text, text, command))).toBe(after);
  });

  it('and nothing else changes with it', () => {
    const html = `<table>\n  <colgroup>\n<col width="1">\n<col width="2">\n</colgroup><!-- x -->\n<thead><tr><th>h</th><th>i</th></tr></thead><tbody><tr><td>a</td><td>b</td></tr></tbody></table>`;
    expect(editAt(html, 'b', 'b', deleteColumn)).toBe(
      html.replace('\n<col width="2">', '').replace('<th>i</th>', '').replace('<td>b</td>', ''),
    );
  });
});

/** A table of random size in which random blocks of cells are merged; each cell says its own name. */
const tables = fc
  .record({
    rows: fc.integer({ min: 1, max: 5 }),
    columns: fc.integer({ min: 1, max: 5 }),
    merges: fc.array(
      fc.record({
        row: fc.nat(4),
        column: fc.nat(4),
        rows: fc.integer({ min: 1, max: 3 }),
        columns: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ rows, columns, merges }) => {
    const owner = Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, column) => `${row}.${column}`),
    );
    const spans = new Map<string, { rows: number; columns: number }>();
    for (const merge of merges) {
      const height = Math.min(merge.rows, rows - merge.row);
      const width = Math.min(merge.columns, columns - merge.column);
      const free =
        height > 0 &&
        width > 0 &&
        owner
          .slice(merge.row, merge.row + height)
          .every((line, y) =>
            line
              .slice(merge.column, merge.column + width)
              .every((name, x) => name === `${merge.row + y}.${merge.column + x}` && !spans.has(name)),
          );
      // A row of the table keeps a cell of its own.
      if (!free || width === columns) continue;
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          (owner[merge.row + y] as string[])[merge.column + x] = `${merge.row}.${merge.column}`;
      spans.set(`${merge.row}.${merge.column}`, { rows: height, columns: width });
    }
    const line = (row: number) =>
      (owner[row] ?? [])
        .map((name, column) => {
          if (name !== `${row}.${column}`) return '';
          const { rows: height = 1, columns: width = 1 } = spans.get(name) ?? {};
          return `<td${height > 1 ? ` rowspan="${height}"` : ''}${width > 1 ? ` colspan="${width}"` : ''}>${name}</td>`;
        })
        .join('');
    return `<table><tbody>${Array.from({ length: rows }, (_, row) => `<tr>${line(row)}</tr>`).join('')}</tbody></table><p>end</p>`;
  })
  .filter((html) => !html.includes('<tr></tr>'));

describe('any table', () => {
  it('stays a rectangle whatever row or column comes or goes', () => {
    fc.assert(
      fc.property(
        tables,
        fc.constantFrom(
          addRow('above'),
          addRow('below'),
          deleteRow,
          addColumn('left'),
          addColumn('right'),
          deleteColumn,
        ),
        fc.nat(),
        (html, command, pick) => {
          const body = parseHtml(html, schema);
          const names = [...html.matchAll(/>(\d\.\d)</g)].map(([, name]) => name ?? '');
          const state = EditorState.create({ doc: body.doc });
          const at = positionOf(state.doc, names[pick % names.length] ?? '');
          const edited = applied(
            state.apply(state.tr.setSelection(TextSelection.create(state.doc, at))),
            command,
          );
          if (!edited) return;
          edited.doc.check();
          const again = parseHtml(serialise(body, edited.doc), schema).doc;
          const [table] = again.children;
          if (table?.type.name !== 'table') return;
          const [grid] = gridsOf(table, 0);
          const widths = (grid?.rows ?? []).map((_, row) =>
            (grid?.cells ?? []).reduce(
              (sum, cell) => (cell.row <= row && row < cell.row + cell.rows ? sum + cell.columns : sum),
              0,
            ),
          );
          expect(new Set(widths).size).toBe(1);
        },
      ),
      { numRuns: 100 },
    );
  });
});
