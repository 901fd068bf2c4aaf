// @vitest-environment jsdom
import { EditorState, TextSelection } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import { positionOf, schema } from '../source/edit-for-tests.ts';
import { parseHtml } from '../source/parse-html.ts';
import { serialise } from '../source/serialise.ts';
import { moveOverCells } from './move-over-cells.ts';

const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const table = (...rows: string[]) => `<table border="1"><tbody>${rows.join('')}</tbody></table>`;
const prices = `<p>Prices:</p>${table(row('Tiles', '120'), row('Nails', '8'))}<p>Best</p>`;

/** Selects from the start of one text to the end of another, and drops that behind a third. */
function moved(html: string, from: string, to: string, behind: string): string {
  const body = parseHtml(html, schema);
  const { doc } = body;
  const selection = TextSelection.create(doc, positionOf(doc, from), positionOf(doc, to) + to.length);
  const state = EditorState.create({ doc, selection });
  const place = positionOf(doc, behind) + behind.length;
  const after = state.apply(moveOverCells(state.tr, selection.content(), place));
  after.doc.check();
  return serialise(body, after.doc);
}

it('cells that are dragged are a table where they are dropped, and stay without text where they were', () => {
  expect(moved(prices, 'Tiles', '120', 'Best')).toBe(
    `<p>Prices:</p>${table(row('<br>', '<br>'), row('Nails', '8'))}<p>Best</p>${table(row('Tiles', '120'))}`,
  );
  expect(moved(prices, 'Tiles', 'Nails', 'Prices:')).toBe(
    `<p>Prices:</p>${table(row('Tiles', '120'), row('Nails'))}${table(row('<br>', '<br>'), row('<br>', '8'))}<p>Best</p>`,
  );
});

it('cells that are dropped onto themselves stay as they are', () => {
  expect(moved(prices, 'Tiles', 'Nails', '12')).toBe(prices);
});
