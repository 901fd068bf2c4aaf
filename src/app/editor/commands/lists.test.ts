// @vitest-environment jsdom
import { joinTextblockBackward, joinTextblockForward } from '@tiptap/pm/commands';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { applied, editAt, positionOf, schema } from '../source/edit-for-tests.ts';
import { parseHtml } from '../source/parse-html.ts';
import { serialise } from '../source/serialise.ts';
import { deleteSelection } from './cells.ts';
import { joiningLists, liftItemAtStart, sinkItem, toggleList } from './lists.ts';

const bullets = toggleList('ul');
const numbers = toggleList('ol');

/** What is saved after some commands, each with the caret where the one before left it. */
function saved(html: string, caret: 'before' | 'behind', text: string, ...commands: Command[]): string {
  const body = parseHtml(html, schema);
  const at = positionOf(body.doc, text) + (caret === 'behind' ? text.length : 0);
  const opened = EditorState.create({ doc: body.doc, selection: TextSelection.create(body.doc, at) });
  const state = commands.reduce((before, command) => applied(before, command) ?? before, opened);
  state.doc.check();
  return serialise(body, state.doc);
}

const table = (...cells: string[]) =>
  `<table><tbody><tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr></tbody></table>`;
const ul = '<p>Before</p><ul><li>One</li><li>Two</li><li>Three</li></ul><p>After</p>';
const ol = '<ol><li><p>One</p></li><li><p>Two</p></li><li><p>Three</p></li></ol>';

describe('a list made of selected lines', () => {
  it.each([
    [
      'in cells of a table stands in each cell',
      table('Tiles', '120', 'tax'),
      ['Tiles', '120'],
      bullets,
      table('<ul><li>Tiles</li></ul>', '<ul><li>120</li></ul>', 'tax'),
    ],
    [
      'that line breaks part has an item for each, and leaves the letter around them',
      '<p style="margin:0">Hi Bob,<br><br>First<br>Second<br><br>Best,<br>Ann</p>',
      ['First', 'Second'],
      bullets,
      '<p style="margin:0">Hi Bob,<br><br></p><ul><li><p style="margin:0">First</p></li><li><p style="margin:0">Second</p></li></ul><p style="margin:0"><br>Best,<br>Ann</p>',
    ],
    [
      'without elements of their own has them as its items',
      'Hi Bob,<br>First<br>Second<br>Ann',
      ['First', 'Second'],
      numbers,
      'Hi Bob,<ol><li>First</li><li>Second</li></ol>Ann',
    ],
    [
      'goes into a block that holds one of them, and takes nothing else of it in',
      '<div>First</div><div>Second<div><br></div><blockquote type="cite"><div>Quoted</div></blockquote></div>',
      ['First', 'Second'],
      bullets,
      '<ul><li><div>First</div></li></ul><div><ul><li>Second</li></ul><div><br></div><blockquote type="cite"><div>Quoted</div></blockquote></div>',
    ],
    [
      'that reach over the end of a block has an item for each, and none for the blank line behind',
      '<div dir="ltr"><div>One</div><div><br></div><div>Two</div></div><br><div class="sign">Ann</div>',
      ['One', 'Two'],
      bullets,
      '<div dir="ltr"><ul><li><div>One</div></li><li><div><br></div></li><li><div>Two</div></li></ul></div><br><div class="sign">Ann</div>',
    ],
    [
      'joins the list below it',
      ul,
      ['Before', 'Three'],
      bullets,
      '<ul><li><p>Before</p></li><li>One</li><li>Two</li><li>Three</li></ul><p>After</p>',
    ],
    [
      'joins the list above it',
      ul,
      ['Two', 'After'],
      bullets,
      '<p>Before</p><ul><li>One</li><li>Two</li><li>Three</li><li><p>After</p></li></ul>',
    ],
    [
      'makes one list of one kind of a list and the lines around it',
      ul,
      ['Before', 'After'],
      numbers,
      '<ol><li><p>Before</p></li><li>One</li><li>Two</li><li>Three</li><li><p>After</p></li></ol>',
    ],
  ] as const)('%s', (_, html, [from, to], command, expected) => {
    expect(editAt(html, from, to, command)).toBe(expected);
  });

  it('is made line by line as well as at once', () => {
    const html = 'Hi Bob,<br>First<br>Second<br>Ann';
    const body = parseHtml(html, schema);
    let state = EditorState.create({ doc: body.doc });
    for (const text of ['First', 'Second']) {
      const caret = TextSelection.create(state.doc, positionOf(state.doc, text) + 1);
      state = applied(state.apply(state.tr.setSelection(caret)), bullets) ?? state;
    }
    expect(serialise(body, state.doc)).toBe('Hi Bob,<ul><li>First</li><li>Second</li></ul>Ann');
    expect(state.selection.$from.parent.textContent).toBe('Second');
  });

  it('is taken away again by the same command, over several lists', () => {
    const html = `<ul><li><p>One</p></li></ul><div><ul><li><p>Two</p></li></ul></div>`;
    expect(editAt(html, 'One', 'Two', bullets)).toBe('<p>One</p><div><p>Two</p></div>');
  });
});

describe('a list', () => {
  it('nests a list of its own kind', () => {
    expect(saved(ol, 'behind', 'Two', sinkItem)).toBe(
      '<ol><li><p>One</p><ol><li><p>Two</p></li></ol></li><li><p>Three</p></li></ol>',
    );
  });

  it('is one again when what parted it is gone', () => {
    const back = [liftItemAtStart, joiningLists(joinTextblockBackward)];
    expect(saved(ol, 'before', 'Two', ...back)).toBe('<ol><li><p>OneTwo</p></li><li><p>Three</p></li></ol>');
    const parted = '<ol><li>One</li><li>Two</li></ol><div><br></div><ol><li>Three</li></ol>';
    expect(saved(parted, 'behind', 'Two', joiningLists(joinTextblockForward))).toBe(
      '<ol><li>One</li><li>Two</li><li>Three</li></ol>',
    );
  });

  it('is not joined with one that stood beside it before', () => {
    const html = '<ol><li><p>One</p><p>Two</p></li></ol><ol><li><p>Three</p></li></ol>';
    expect(saved(html, 'before', 'Two', joiningLists(joinTextblockBackward))).toBe(
      '<ol><li><p>OneTwo</p></li></ol><ol><li><p>Three</p></li></ol>',
    );
  });

  it('goes on when an item of it was emptied and taken out', () => {
    const body = parseHtml(ol, schema);
    const at = positionOf(body.doc, 'Two');
    const selection = TextSelection.create(body.doc, at, at + 3);
    const commands = [deleteSelection, liftItemAtStart, joiningLists(joinTextblockBackward)];
    const state = commands.reduce(
      (before, command) => applied(before, command) ?? before,
      EditorState.create({ doc: body.doc, selection }),
    );
    expect(serialise(body, state.doc)).toBe('<ol><li><p>One</p></li><li><p>Three</p></li></ol>');
  });
});
