// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getSchema } from '@tiptap/core';
import { joinTextblockBackward, joinTextblockForward } from '@tiptap/pm/commands';
import { history, redo, undo } from '@tiptap/pm/history';
import { type Command, EditorState, Plugin, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertBody } from '../../lib/inert-html.ts';
import { splitLine } from '../commands/blocks.ts';
import { toggleEmphasis } from '../commands/inline-marks.ts';
import { toggleList } from '../commands/lists.ts';
import { toggleQuote } from '../commands/quotes.ts';
import { bodyExtensions } from '../schema/body-extensions.ts';
import { type LoadedBody, parseHtml } from '../source/parse-html.ts';
import { serialise } from '../source/serialise.ts';
import { foldState, foldsKey, foldTransaction, nextFoldState, partsOf } from './fold-state.ts';
import { guardFolded } from './guard-folded.ts';
import { keepVisible } from './keep-visible.ts';
import { openParts } from './open-parts.ts';
import { foldedSpans, type Part } from './part.ts';
import { selectVisible } from './select-visible.ts';

const schema = getSchema(bodyExtensions);
const folder = path.join(import.meta.dirname, '../fixtures');
const bodies = readdirSync(folder)
  .filter((file) => file.startsWith('reply-'))
  .map((file) => inertBody(readFileSync(path.join(folder, file), 'utf8')).innerHTML);
const headers = '<div id="divRplyFwdMsg">From: a<br>Sent: b<br>To: c</div>';
const long = `<div class="x">OWN one\n<p>two</p>\n${headers}\n${'<p class="y">OLD</p>\n'.repeat(40)}</div>`;
bodies.push(long);

/** A state as the editor has it, on the way that its transactions take. */
function open(html: string): { state: EditorState; body: LoadedBody } {
  const { body, parts } = openParts(parseHtml(html, schema));
  const button = () => document.createElement('span');
  const folds = new Plugin({
    key: foldsKey,
    state: {
      init: (_, { doc }) => foldState(doc, parts, button),
      apply: (tr, value) => nextFoldState(tr, value, button),
    },
    appendTransaction: keepVisible,
  });
  const plugins = [folds, history({ newGroupDelay: 0 })];
  return { state: EditorState.create({ doc: body.doc, plugins }), body };
}

function perform(state: EditorState, command: Command): EditorState {
  let next = state;
  command(state, (tr) => {
    const guarded = guardFolded(state, tr);
    if (guarded) next = state.apply(guarded);
  });
  return next;
}

const show: Command = (state, dispatch) => {
  dispatch?.(foldTransaction(state, { kinds: ['quoted text', 'signature'], state: 'shown' }));
  return true;
};
const fold: Command = (state, dispatch) => {
  dispatch?.(foldTransaction(state, { kinds: ['quoted text', 'signature'], state: 'folded' }));
  return true;
};
const type: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText('\u2603'));
  return true;
};
const erase: Command = (state, dispatch) => {
  dispatch?.(state.tr.deleteSelection());
  return true;
};
const select =
  (from: number, to = from): Command =>
  (state, dispatch) => {
    const { doc } = state;
    const clamped = (at: number) => doc.resolve(Math.max(0, Math.min(doc.content.size, at)));
    dispatch?.(state.tr.setSelection(TextSelection.between(clamped(from), clamped(to))));
    return true;
  };

const folded = (parts: readonly Part[]) => parts.filter(({ state }) => state === 'folded');
const contentOf = ({ doc }: EditorState, { spans }: Part) =>
  spans.map(({ from, to }) => JSON.stringify(doc.slice(from, to)));
/** What is folded now, to the last attribute. */
const hidden = (state: EditorState) =>
  new Map(folded(partsOf(state)).map((part) => [part.kind, contentOf(state, part)]));

const commands: Command[] = [
  type,
  erase,
  splitLine,
  joinTextblockBackward,
  joinTextblockForward,
  toggleEmphasis('bold'),
  toggleList('ul'),
  toggleQuote,
  selectVisible,
  undo,
  redo,
];

describe('what is folded', () => {
  it('changes by no command but undo and redo, which show it', () => {
    const step = fc.record({
      command: fc.constantFrom(...commands),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.oneof(fc.constant(0), fc.nat(30), fc.constant(10_000)),
    });
    fc.assert(
      fc.property(fc.constantFrom(...bodies), fc.array(step, { maxLength: 8 }), (html, steps) => {
        let { state } = open(html);
        for (const { command, from, length } of steps) {
          const at = Math.floor(from * state.doc.content.size);
          state = perform(state, select(at, at + length));
          const before = hidden(state);
          state = perform(state, command);
          state.doc.check();
          const { selection } = state;
          const isUnseen = foldedSpans(partsOf(state)).some(
            ({ from, to }) => from < selection.from && selection.to < to,
          );
          expect(isUnseen).toBe(false);
          for (const [kind, content] of hidden(state)) expect(content).toEqual(before.get(kind));
          if (command === undo || command === redo) continue;
          const after = new Map(partsOf(state).map((part) => [part.kind, contentOf(state, part)]));
          for (const [kind, content] of before) expect(after.get(kind)).toEqual(content);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is shown and folded again without an edit', () => {
    for (const html of bodies) {
      const { state, body } = open(html);
      const again = perform(perform(state, show), fold);
      expect(again.doc).toBe(state.doc);
      expect(hidden(again)).toEqual(hidden(state));
      expect(serialise(body, again.doc)).toBe(html);
    }
  });

  const quoted = '<p>one</p><blockquote type="cite"><p>two</p></blockquote>';

  it('is shown, and not deleted, by the first key on a selection across it', () => {
    const { state } = open(`${quoted}<p>three</p>`);
    const selected = perform(state, select(1, state.doc.content.size - 1));
    const shown = perform(selected, erase);
    expect(shown.doc).toBe(state.doc);
    expect(hidden(shown).size).toBe(0);
    expect(perform(shown, erase).doc.textContent).toBe('');
  });

  it('is shown when undo changes it', () => {
    const { state } = open(quoted);
    const edited = perform(perform(perform(state, show), select(8)), type);
    const undone = perform(perform(edited, fold), undo);
    expect(undone.doc.textContent).toBe('onetwo');
    expect(hidden(undone).size).toBe(0);
  });

  it('is shown to whoever selects something in it, as a search does', () => {
    const { state } = open(quoted);
    const found = perform(state, select(7, 9));
    expect(hidden(found).size).toBe(0);
    expect([found.selection.from, found.selection.to]).toEqual([7, 9]);
  });

  it('is no place for the caret, which goes on to what follows, or stays', () => {
    const { state } = open(`${quoted}<p>three</p>`);
    expect(perform(perform(state, select(4)), select(7)).selection.head).toBe(13);
    expect(perform(perform(state, select(13)), select(9)).selection.head).toBe(4);
    expect(perform(open(quoted).state, select(8)).selection.head).toBe(4);
  });

  it('leaves a line to write in when all the rest is deleted, and undo takes that line away', () => {
    const { state } = open(quoted);
    const emptied = perform(perform(state, selectVisible), erase);
    expect(emptied.doc.toString()).toBe('doc(textBlock, container(textBlock("two")))');
    expect(emptied.selection.head).toBe(1);
    expect(perform(emptied, undo).doc.eq(state.doc)).toBe(true);
    const shown = perform(perform(perform(state, show), select(0, 5)), (now, dispatch) => {
      dispatch?.(now.tr.delete(0, 5));
      return true;
    });
    expect(hidden(perform(shown, fold)).size).toBe(0);
  });

  it('is passed over by the first select all, and shown by the second', () => {
    const own = perform(open(quoted).state, selectVisible);
    expect([own.selection.from, own.selection.to]).toEqual([1, 4]);
    const all = perform(own, selectVisible);
    expect(hidden(all).size).toBe(0);
    expect([all.selection.from, all.selection.to]).toEqual([0, all.doc.content.size]);
  });

  it('costs typing a handful of decorations, however many blocks it has', () => {
    const { state, body } = open(long);
    const count = (of: EditorState) => foldsKey.getState(of)?.decorations.find().length;
    expect(count(state)).toBeLessThanOrEqual(2);
    const typed = perform(perform(state, select(3)), type);
    expect(count(typed)).toBeLessThanOrEqual(2);
    expect(serialise(body, typed.doc)).toBe(long.replace('OWN', 'O\u2603WN'));
  });
});
