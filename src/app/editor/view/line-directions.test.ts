// @vitest-environment jsdom
import { getSchema } from '@tiptap/core';
import { history, undo } from '@tiptap/pm/history';
import { type Command, EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitLine } from '../commands/blocks.ts';
import { setDirection } from '../commands/direction.ts';
import { toggleList } from '../commands/lists.ts';
import { toggleQuote } from '../commands/quotes.ts';
import { bodyExtensions } from '../schema/body-extensions.ts';
import { parseHtml } from '../source/parse-html.ts';
import { lineDirections } from './line-directions.ts';

const schema = getSchema(bodyExtensions);
const directions = lineDirections();

const html = `<p>שלום Tom</p><p><br></p>Hello<ul><li>אחת<ul><li>two</li></ul></li></ul>
  <div dir="rtl"><p>12</p><p>شكراً</p></div><blockquote><p>مرحبا</p><hr></blockquote>
  <table><tbody><tr><td>תא</td><td><p>cell</p></td></tr></tbody></table>`;

/** Where lines and lists are shown from right to left. */
const shownIn = (state: EditorState) =>
  (directions.getState(state)?.shown.find() ?? []).map(({ from, to }) => `${from} to ${to}`).sort();

const type =
  (text: string): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.insertText(text));
    return true;
  };
const erase: Command = (state, dispatch) => {
  dispatch?.(state.tr.deleteSelection());
  return true;
};

const commands: Record<string, Command> = {
  'type Hebrew': type('אב'),
  'type Latin': type('ab'),
  erase,
  split: splitLine,
  list: toggleList('ul'),
  quote: toggleQuote,
  'right to left': setDirection('rtl'),
  'left to right': setDirection('ltr'),
  undo,
};

const edit = fc.record({
  name: fc.constantFrom(...Object.keys(commands)),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(14),
});

it('shows after any edits what it would show in a document that begins like that', () => {
  const { doc } = parseHtml(html, schema);
  const opened = EditorState.create({ doc, plugins: [history(), directions] });
  expect(shownIn(opened).length).toBeGreaterThan(3);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
      let state = opened;
      const apply = (tr: Transaction) => {
        state = state.apply(tr);
      };
      for (const { name, from, length } of edits) {
        const at = Math.floor(from * state.doc.content.size);
        const to = Math.min(state.doc.content.size, at + length);
        apply(state.tr.setSelection(TextSelection.between(state.doc.resolve(at), state.doc.resolve(to))));
        commands[name]?.(state, apply);
      }
      expect(shownIn(state)).toEqual(shownIn(EditorState.create({ doc: state.doc, plugins: [directions] })));
    }),
    { numRuns: 400 },
  );
});
