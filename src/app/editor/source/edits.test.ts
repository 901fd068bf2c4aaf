// @vitest-environment jsdom
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { joinTextblockBackward, joinTextblockForward } from '@tiptap/pm/commands';
import { history, undo } from '@tiptap/pm/history';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertBody } from '../../lib/inert-html.ts';
import { mailSanitiser } from '../../lib/mail-sanitiser.ts';
import { splitLine } from '../commands/blocks.ts';
import { deleteSelection } from '../commands/cells.ts';
import { setDirection, toggleRightToLeft } from '../commands/direction.ts';
import { clearFormatting, toggleEmphasis } from '../commands/inline-marks.ts';
import { liftItem } from '../commands/lift-items.ts';
import { setLink } from '../commands/links.ts';
import { joiningLists, liftItemAtStart, sinkItem, splitItem, toggleList } from '../commands/lists.ts';
import { toggleQuote } from '../commands/quotes.ts';
import { addColumn, addRow, deleteColumn, deleteRow } from '../commands/tables.ts';
import { applied, schema } from './edit-for-tests.ts';
import { markupOf } from './markup.ts';
import { parseHtml } from './parse-html.ts';
import { isUnchanged, serialise } from './serialise.ts';

const folder = path.join(import.meta.dirname, '../fixtures');
const own = readdirSync(folder).map(
  (file) => inertBody(readFileSync(path.join(folder, file), 'utf8')).innerHTML,
);
const corpus = path.join(import.meta.dirname, '../../../../../shared/corpus/html');
/** Real messages, read when a run of a property picks them. Long ones cost more than they tell. */
const real = existsSync(corpus)
  ? readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
  : [];
const realBodies = fc.constantFrom(...(real.length > 0 ? real : [''])).map((file) => {
  if (file === '') return own[0] ?? '';
  return mailSanitiser.sanitise(readFileSync(path.join(corpus, file), 'utf8').slice(0, 12_000), 'draft').html;
});
const bodies = fc.oneof(fc.constantFrom(...own), realBodies);

const typeText: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText('\u2603 x'));
  return true;
};
const commands: Command[] = [
  typeText,
  deleteSelection,
  splitLine,
  splitItem,
  joiningLists(joinTextblockBackward),
  joiningLists(joinTextblockForward),
  liftItem,
  liftItemAtStart,
  sinkItem,
  toggleEmphasis('bold'),
  toggleEmphasis('underline'),
  clearFormatting,
  setLink('https://example.test/'),
  toggleList('ul'),
  toggleList('ol'),
  toggleQuote,
  addRow('below'),
  addColumn('right'),
  deleteRow,
  deleteColumn,
  setDirection('rtl'),
  toggleRightToLeft,
];

const edit = fc.record({
  command: fc.constantFrom(...commands),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(12),
});

interface Edit {
  command: Command;
  from: number;
  length: number;
}

/** Does the command at a share of the document's length. */
function perform(state: EditorState, { command, from, length }: Edit): EditorState {
  const at = Math.floor(from * state.doc.content.size);
  const to = Math.min(state.doc.content.size, at + length);
  const selection = TextSelection.between(state.doc.resolve(at), state.doc.resolve(to));
  const selected = state.apply(state.tr.setSelection(selection));
  const edited = applied(selected, command) ?? selected;
  edited.doc.check();
  return edited;
}

describe('editing anywhere in any body', () => {
  it('comes back to the same bytes when all is undone, and is not called changed', () => {
    fc.assert(
      fc.property(bodies, fc.array(edit, { minLength: 1, maxLength: 5 }), (html, edits) => {
        const body = parseHtml(html, schema);
        const opened = EditorState.create({ doc: body.doc, plugins: [history()] });
        let state = edits.reduce(perform, opened);
        serialise(body, state.doc);
        for (let before = applied(state, undo); before; before = applied(state, undo)) state = before;
        expect(isUnchanged(body, state.doc)).toBe(true);
        expect(serialise(body, state.doc)).toBe(html);
      }),
      { numRuns: 150 },
    );
  });

  it('saves what any HTML parser reads back as the same words', () => {
    const words = (text: string) => text.replace(/[\s\u00a0]+/g, '');
    fc.assert(
      fc.property(bodies, fc.array(edit, { minLength: 1, maxLength: 5 }), (html, edits) => {
        const body = parseHtml(html, schema);
        const state = edits.reduce(perform, EditorState.create({ doc: body.doc }));
        const saved = serialise(body, state.doc);
        const again = parseHtml(saved, schema);
        expect(words(again.doc.textContent)).toBe(words(state.doc.textContent));
        const once = markupOf([...inertBody(saved).childNodes]);
        expect(markupOf([...inertBody(once).childNodes])).toBe(once);
      }),
      { numRuns: 150 },
    );
  });
});
