// @vitest-environment jsdom
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getSchema } from '@tiptap/core';
import { joinTextblockBackward } from '@tiptap/pm/commands';
import { history, undo } from '@tiptap/pm/history';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitItem, splitLine, toggleList, toggleQuote } from '../commands/blocks.ts';
import { clearFormatting, toggleEmphasis } from '../commands/inline-marks.ts';
import { setLink } from '../commands/links.ts';
import { bodyExtensions } from '../schema/body-extensions.ts';
import { inertBody } from './inert-html.ts';
import { markupOf } from './markup.ts';
import { parseHtml } from './parse-html.ts';
import { isUnchanged, serialise } from './serialise.ts';

const schema = getSchema(bodyExtensions);
const folder = path.join(import.meta.dirname, '../fixtures');
const bodies = readdirSync(folder).map(
  (file) => inertBody(readFileSync(path.join(folder, file), 'utf8')).innerHTML,
);

const typeText: Command = (state, dispatch) => {
  dispatch?.(state.tr.insertText('\u2603 x'));
  return true;
};
const erase: Command = (state, dispatch) => {
  dispatch?.(state.tr.deleteSelection());
  return true;
};
const commands: Command[] = [
  typeText,
  erase,
  splitLine,
  splitItem,
  joinTextblockBackward,
  toggleEmphasis('bold'),
  toggleEmphasis('underline'),
  clearFormatting,
  setLink('https://example.test/'),
  toggleList('ul'),
  toggleList('ol'),
  toggleQuote,
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

function applied(state: EditorState, command: Command): EditorState | null {
  const states: EditorState[] = [];
  command(state, (tr) => states.push(state.apply(tr)));
  return states[0] ?? null;
}

describe('editing anywhere in any body', () => {
  it('comes back to the same bytes when all is undone, and is not called changed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        (html, edits) => {
          const body = parseHtml(html, schema);
          const opened = EditorState.create({ doc: body.doc, plugins: [history()] });
          let state = edits.reduce(perform, opened);
          serialise(body, state.doc);
          for (let before = applied(state, undo); before; before = applied(state, undo)) state = before;
          expect(isUnchanged(body, state.doc)).toBe(true);
          expect(serialise(body, state.doc)).toBe(html);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('saves what any HTML parser reads back as the same words', () => {
    const words = (text: string) => text.replace(/[\s\u00a0]+/g, '');
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.array(edit, { minLength: 1, maxLength: 5 }),
        (html, edits) => {
          const body = parseHtml(html, schema);
          const state = edits.reduce(perform, EditorState.create({ doc: body.doc }));
          const saved = serialise(body, state.doc);
          const again = parseHtml(saved, schema);
          expect(words(again.doc.textContent)).toBe(words(state.doc.textContent));
          const once = markupOf([...inertBody(saved).childNodes]);
          expect(markupOf([...inertBody(once).childNodes])).toBe(once);
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a real edit', () => {
  const at = (html: string, from: string, to = from, command: Command = typeText) => {
    const body = parseHtml(html, schema);
    let start = 0;
    let end = 0;
    body.doc.descendants((node, position) => {
      if (node.text?.includes(from)) start = position + node.text.indexOf(from);
      if (node.text?.includes(to)) end = position + node.text.indexOf(to) + to.length;
    });
    const state = EditorState.create({ doc: body.doc });
    const selected = state.apply(state.tr.setSelection(TextSelection.create(state.doc, start, end)));
    const edited = applied(selected, command);
    expect(edited).not.toBeNull();
    return serialise(body, edited?.doc ?? body.doc);
  };
  const caretAfter =
    (command: Command): Command =>
    (state, dispatch) => {
      const caret = TextSelection.create(state.doc, state.selection.to);
      return command(state.apply(state.tr.setSelection(caret)), dispatch);
    };

  it.each([
    [
      'a word made bold inside a font element stays in it',
      '<p><font face="Arial">one two three</font></p>',
      'two',
      toggleEmphasis('bold'),
      '<p><font face="Arial">one <strong>two</strong> three</font></p>',
    ],
    [
      'a bold word made plain keeps the colour that the bold element had',
      '<p><b style="color:red">one two</b></p>',
      'two',
      toggleEmphasis('bold'),
      '<p><b style="color:red">one </b><span style="color:red">two</span></p>',
    ],
    [
      'a split paragraph makes another of the same look, without its id',
      '<p class="MsoNormal" id="x" style="margin:0">one two</p>\n<p>next</p>',
      'one',
      caretAfter(splitLine),
      '<p class="MsoNormal" id="x" style="margin:0">one</p><p class="MsoNormal" style="margin:0">&nbsp;two</p>\n<p>next</p>',
    ],
    [
      'an empty line made here does not collapse for the recipient',
      '<div>one</div>',
      'one',
      caretAfter(splitLine),
      '<div>one</div><div><br></div>',
    ],
    [
      'a line of a bare cell splits inside the cell',
      '<table><tbody><tr><td width="9">one</td></tr></tbody></table>',
      'on',
      caretAfter(splitLine),
      '<table><tbody><tr><td width="9">on<div>e</div></td></tr></tbody></table>',
    ],
    [
      'a new item is like its neighbour',
      '<ul type="disc"><li class="a" id="i">one</li></ul>',
      'one',
      caretAfter(splitItem),
      '<ul type="disc"><li class="a" id="i">one</li><li class="a"><br></li></ul>',
    ],
    [
      'a link gets another address and keeps its look',
      '<p><a href="https://old.test/" style="color:red">link</a></p>',
      'link',
      setLink('https://new.test/'),
      '<p><a href="https://new.test/" style="color:red">link</a></p>',
    ],
  ])('%s', (_, html, text, command, expected) => {
    expect(at(html, text, text, command)).toBe(expected);
  });

  it('makes a list of Outlook paragraphs that keep their looks', () => {
    const html = '<p class="MsoNormal">one</p><p class="MsoNormal">two</p><p>rest</p>';
    expect(at(html, 'one', 'two', toggleList('ul'))).toBe(
      '<ul><li><p class="MsoNormal">one</p></li><li><p class="MsoNormal">two</p></li></ul><p>rest</p>',
    );
  });

  it('keeps several spaces that were typed', () => {
    const spaces: Command = (state, dispatch) => {
      dispatch?.(state.tr.insertText('a   b'));
      return true;
    };
    expect(at('<p>x</p>', 'x', 'x', spaces)).toBe('<p>a&nbsp;&nbsp; b</p>');
  });
});
