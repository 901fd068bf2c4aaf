// @vitest-environment jsdom
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { openEditor } from '../paste/editor-for-tests.ts';
import { applied, editAt, positionOf, schema } from '../source/edit-for-tests.ts';
import { parseHtml } from '../source/parse-html.ts';
import { deleteSelection, goToCell } from './cells.ts';
import { deleteRow } from './tables.ts';

const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (...rows: string[]) => `<table border="1"><tbody>${rows.join('')}</tbody></table>`;
const letter = (...rows: string[]) => `<p>Prices:</p>${table(...rows)}<p>Best</p>`;
const prices = letter(row('Tiles', '120'), row('Nails', '8'));

describe('deleting what is selected over cells leaves each cell where it is', () => {
  it.each([
    ['two of a row', ['Tiles', '120'], letter(row('<br>', '<br>'), row('Nails', '8'))],
    ['over two rows', ['Tiles', 'Nails'], letter(row('<br>', '<br>'), row('<br>', '8'))],
    [
      'from above',
      ['Prices', 'Nails'],
      `<p><br></p>${table(row('<br>', '<br>'), row('<br>', '8'))}<p>Best</p>`,
    ],
    [
      'to below',
      ['120', 'Best'],
      `<p>Prices:</p>${table(row('Tiles', '<br>'), row('<br>', '<br>'))}<p><br></p>`,
    ],
    ['a whole table with what is around it', ['Prices', 'Best'], '<p><br></p>'],
  ] as const)('%s', (_, [from, to], expected) => {
    expect(editAt(prices, from, to, deleteSelection)).toBe(expected);
  });
});

describe('a key pressed over cells takes their text and leaves the cells', () => {
  const press = (html: string, from: string, to: string, init: KeyboardEventInit) => {
    const reply = openEditor(html);
    reply.select(from, to);
    const { view } = reply.editor;
    view.dom.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));
    return reply.html();
  };
  const keys = [{ key: 'Enter' }, { key: 'Enter', shiftKey: true }, { key: 'Backspace' }, { key: 'Delete' }];

  it.each(keys)('%j', (key) => {
    expect(press(table(row('One', 'Two', 'Three')), 'ne', 'Thr', key)).toBe(table(row('O', '<br>', 'ee')));
    expect(press(prices, 'Tiles', 'Nails', key)).toBe(letter(row('<br>', '<br>'), row('<br>', '8')));
    expect(press(prices, 'Prices', 'Nails', key)).toBe(
      `<p><br></p>${table(row('<br>', '<br>'), row('<br>', '8'))}<p>Best</p>`,
    );
    const lists = row('<ul><li>One</li></ul>', '<ul><li>Two</li></ul>');
    expect(press(table(lists), 'ne', 'Tw', key)).toBe(
      table(row('<ul><li>O</li></ul>', '<ul><li>o</li></ul>')),
    );
    expect(press(table(row('<pre>One</pre>', '<pre>Two</pre>')), 'ne', 'Tw', key)).toBe(
      table(row('<pre>O</pre>', '<pre>o</pre>')),
    );
  });
});

it('puts the caret into the row that moved up when the first one is deleted', () => {
  const { doc } = parseHtml(prices, schema);
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, positionOf(doc, 'Tiles')) });
  expect(applied(state, deleteRow)?.selection.$from.parent.textContent).toBe('Nails');
  const below = TextSelection.create(doc, positionOf(doc, '8'));
  expect(
    applied(state.apply(state.tr.setSelection(below)), deleteRow)?.selection.$from.parent.textContent,
  ).toBe('120');
});

it('goes from cell to cell, and leaves behind the last one', () => {
  const { doc } = parseHtml(prices, schema);
  let state = EditorState.create({ doc, selection: TextSelection.create(doc, positionOf(doc, 'Tiles')) });
  const seen: string[] = [];
  for (let next = applied(state, goToCell(1)); next; next = applied(state, goToCell(1))) {
    state = next;
    seen.push(state.selection.$from.parent.textContent);
  }
  expect(seen).toEqual(['120', 'Nails', '8']);
  expect(applied(state, goToCell(-1))?.selection.$from.parent.textContent).toBe('Nails');
});
