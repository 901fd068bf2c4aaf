// @vitest-environment jsdom
import { createParagraphNear } from '@tiptap/pm/commands';
import { history, redo, undo } from '@tiptap/pm/history';
import { type Command, EditorState, NodeSelection, Selection, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { splitLine } from '../commands/blocks.ts';
import { deleteSelection } from '../commands/cells.ts';
import { toggleEmphasis } from '../commands/inline-marks.ts';
import { setLink } from '../commands/links.ts';
import { splitItem, toggleList } from '../commands/lists.ts';
import { toggleQuote } from '../commands/quotes.ts';
import { applied, editAt, positionOf, schema } from './edit-for-tests.ts';
import { parseHtml } from './parse-html.ts';
import { isUnchanged, serialise } from './serialise.ts';

const type =
  (text: string): Command =>
  (state, dispatch) => {
    dispatch?.(state.tr.insertText(text));
    return true;
  };

describe('a real edit', () => {
  const caretAfter =
    (command: Command): Command =>
    (state, dispatch) => {
      const caret = TextSelection.create(state.doc, state.selection.to);
      return command(state.apply(state.tr.setSelection(caret)), dispatch);
    };

  it.each([
    ['bold', toggleEmphasis('bold')],
    ['a link', setLink('https://example.test/')],
    ['an address at the caret', caretAfter(setLink('https://example.test/'))],
    ['a list', toggleList('ul')],
    ['a quote', toggleQuote],
  ])('%s never nests a text so deep that it could not be edited when it is opened again', (_, command) => {
    const nested = (tag: string, depth: number, content: string) =>
      `<${tag}>`.repeat(depth) + content + `</${tag}>`.repeat(depth);
    for (let blocks = 116; blocks <= 121; blocks++) {
      for (let inlines = 46; inlines <= 48; inlines++) {
        const html = nested('div', blocks, `one ${nested('i', inlines, 'two')}`);
        const body = parseHtml(html, schema);
        const at = positionOf(body.doc, 'two');
        const selection = TextSelection.create(body.doc, at, at + 3);
        const state = EditorState.create({ doc: body.doc, selection });
        const { doc } = applied(state, command) ?? state;
        expect(parseHtml(serialise(body, doc), schema).doc.textContent).toBe(doc.textContent);
      }
    }
  });

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
    [
      'what is linked together with half a link becomes one link',
      '<p>See <a href="https://old.test/" style="color:red">our site</a> today</p>',
      'site</a> today',
      setLink('https://new.test/'),
      '<p>See <a href="https://old.test/" style="color:red">our </a><a href="https://new.test/" style="color:red">site today</a></p>',
    ],
  ])('%s', (_, html, text, command, expected) => {
    const [from = text, to = text] = text.split('</a> ');
    expect(editAt(html, from, to, command)).toBe(expected);
  });

  it.each([
    [
      'a list is made of one line of several',
      '<p>\n  one\n  first<br>\n  two\n  second<br>\n  three\n  third\n</p>',
      'two',
      toggleList('ul'),
      '<p>\n  one\n  first</p><ul><li><p>\n  two\n  second</p></li></ul><p>\n  three\n  third\n</p>',
    ],
    [
      'a line is begun in place of words',
      '<p>\n  one\n  first <b>two</b> three</p>',
      'two',
      splitLine,
      '<p>\n  one\n  first </p><p>&nbsp;three</p>',
    ],
  ])('leaves the words beside it as they were written when %s', (_, html, text, command, expected) => {
    expect(editAt(html, text, text, command)).toBe(expected);
  });

  it('makes a list of Outlook paragraphs that keep their looks', () => {
    const html = '<p class="MsoNormal">one</p><p class="MsoNormal">two</p><p>rest</p>';
    expect(editAt(html, 'one', 'two', toggleList('ul'))).toBe(
      '<ul><li><p class="MsoNormal">one</p></li><li><p class="MsoNormal">two</p></li></ul><p>rest</p>',
    );
  });

  it.each([
    ['the first line', 'one', 'one', '<ul><li><div>one</div></li></ul><div>two</div><div>three</div>'],
    ['the second line', 'two', 'two', '<div>one</div><ul><li><div>two</div></li></ul><div>three</div>'],
    [
      'all lines',
      'one',
      'three',
      '<ul><li><div>one</div></li><li><div>two</div></li><li><div>three</div></li></ul>',
    ],
    ['two lines', 'two', 'three', '<div>one</div><ul><li><div>two</div></li><li><div>three</div></li></ul>'],
  ])('makes a list of %s wherever a mail program nested its lines', (_, from, to, expected) => {
    for (const depth of [0, 1, 2, 3]) {
      const nested = (lines: string) => '<div>'.repeat(depth) + lines + '</div>'.repeat(depth);
      const html = nested('<div>one</div><div>two</div><div>three</div>');
      expect(editAt(html, from, to, toggleList('ul'))).toBe(nested(expected));
    }
  });

  it.each([
    [
      'a new line',
      '<p class="MsoNormal"><span style="font-family:Calibri;font-size:11pt">Dear Bob</span></p>',
      'Dear Bob',
      [caretAfter(splitLine), type('one')],
      '<p class="MsoNormal"><span style="font-family:Calibri;font-size:11pt">Dear Bob</span></p><p class="MsoNormal"><span style="font-family:Calibri;font-size:11pt">one</span></p>',
    ],
    [
      'a new item',
      '<ul><li><b>Dear Bob</b></li></ul>',
      'Dear Bob',
      [caretAfter(splitItem), type('one')],
      '<ul><li><b>Dear Bob</b></li><li><b>one</b></li></ul>',
    ],
    [
      'a line that was emptied',
      '<p><font face="Arial">Dear Bob</font></p>',
      'Dear Bob',
      [deleteSelection, type('one')],
      '<p><font face="Arial">one</font></p>',
    ],
    [
      'not the link above it',
      '<p><b><a href="https://a.test/">Dear Bob</a></b></p>',
      'Dear Bob',
      [caretAfter(splitLine), type('one')],
      '<p><b><a href="https://a.test/">Dear Bob</a></b></p><p><b>one</b></p>',
    ],
  ])('goes on in the look of the text: %s', (_, html, text, commands, expected) => {
    const body = parseHtml(html, schema);
    const at = positionOf(body.doc, text);
    const selection = TextSelection.create(body.doc, at, at + text.length);
    const state = commands.reduce(
      (before: EditorState, command) => applied(before, command) ?? before,
      EditorState.create({ doc: body.doc, selection }),
    );
    expect(serialise(body, state.doc)).toBe(expected);
  });

  it('changes the words of a link and nothing of the link', () => {
    const html = '<p>See <a href="https://x.test/?a=1&amp;b=2" style="color:red"><b>our</b> offer</a>.</p>';
    expect(editAt(html, 'off', 'er', type('price'))).toBe(html.replace('offer', 'price'));
  });

  it('types into a cell of a layout table that has neither lines nor styles of its own', () => {
    const html =
      '<table width="600"><tbody><tr>\n<td width="9">\n one \n</td><td><img src="cid:a"></td></tr></tbody></table>';
    expect(editAt(html, 'on', 'on', type('0n'))).toBe(html.replace('one', '0ne'));
  });

  it.each([
    ['beside it', 'Hello'],
    ['in it', 'cell'],
    ['above it', 'text'],
  ])('leaves a table in the paragraph around it when something is typed %s', (_, text) => {
    const html =
      '<p align="center">text<table width="300"><tbody><tr><td>cell</td></tr></tbody></table></p><p>Hello</p>';
    expect(editAt(html, text, text, type('typed'))).toBe(html.replace(text, 'typed'));
  });

  it('keeps together, in another element, what a paragraph around a table holds, where a line is made in it', () => {
    const table = '<table><tbody><tr><td>cell</td></tr></tbody></table>';
    expect(editAt(`<p align="center">text${table}</p>`, 'text', 'text', caretAfter(splitLine))).toBe(
      `<div align="center">text<div><br></div>${table}</div>`,
    );
  });

  it.each([
    ['an empty cell', '<table><tbody><tr><td>', '</td></tr></tbody></table>'],
    ['an empty item', '<ul><li>', '</li></ul>'],
    ['an empty body', '', ''],
  ])('keeps the blank line that is left above a new one in %s', (_, before, after) => {
    const body = parseHtml(before + after, schema);
    const opened = EditorState.create({ doc: body.doc, selection: Selection.atStart(body.doc) });
    const parted = applied(opened, splitLine) ?? opened;
    const typed = applied(parted, type('one')) ?? parted;
    expect(serialise(body, typed.doc)).toBe(`${before}<div><br></div><div>one</div>${after}`);
  });

  it.each([
    [
      'Gmail',
      '<div dir="ltr">own text<div><br></div></div><br><div class="gmail_quote"><div class="gmail_attr">On Monday Ann wrote:<br></div><blockquote class="gmail_quote" style="margin:0">old <b>words</b></blockquote></div>',
      '<div dir="ltr">own text</div>',
    ],
    [
      'Outlook',
      '<p class="MsoNormal">own text</p><div><div style="border:none"><p class="MsoNormal"><b>From:</b> Ann</p></div></div><p class="MsoNormal">old <b>words</b></p>',
      '<p class="MsoNormal">own text</p>',
    ],
    [
      'Thunderbird',
      'own text<br><br><div class="moz-cite-prefix">On Monday, Ann wrote:<br></div><blockquote type="cite" cite="mid:x">old <b>words</b></blockquote>',
      'own text<br>',
    ],
  ])('deletes the quoted history of %s and leaves nothing of it', (_, html, expected) => {
    const body = parseHtml(html, schema);
    const state = EditorState.create({ doc: body.doc });
    const from = positionOf(state.doc, 'own text') + 'own text'.length;
    const selection = TextSelection.create(state.doc, from, positionOf(state.doc, 'words') + 'words'.length);
    const edited = applied(state.apply(state.tr.setSelection(selection)), deleteSelection);
    expect(serialise(body, edited?.doc ?? body.doc)).toBe(expected);
  });

  it.each([
    ['before', '<hr><p>after</p>', '<div>new</div><hr><p>after</p>'],
    ['after', '<p>before</p><hr>', '<p>before</p><hr><div>new</div>'],
  ])('types %s a block that has no lines', (_, html, expected) => {
    const body = parseHtml(html, schema);
    const state = EditorState.create({ doc: body.doc });
    let at = 0;
    state.doc.forEach((node, position) => {
      if (node.type.name === 'opaque') at = position;
    });
    const selected = state.apply(state.tr.setSelection(NodeSelection.create(state.doc, at)));
    const near = applied(selected, createParagraphNear);
    const typed = near && applied(near, type('new'));
    expect(serialise(body, typed?.doc ?? body.doc)).toBe(expected);
  });

  it('moves a table within the message, and it is the same table there', () => {
    const table =
      '<table width="600" class="x" id="t"><tbody>\n<tr><td style="padding:4px">cell</td></tr></tbody></table>';
    const body = parseHtml(`<p>one</p>${table}<p>two</p>`, schema);
    const state = EditorState.create({ doc: body.doc });
    const [one, moving] = state.doc.children;
    if (!one || !moving) throw new Error('The body has lost a block');
    const moved = state.tr.delete(one.nodeSize, one.nodeSize + moving.nodeSize);
    moved.insert(moved.doc.content.size, moving);
    expect(serialise(body, moved.doc)).toBe(`<p>one</p><p>two</p>${table}`);
  });

  it('comes back to the same bytes by undo, and by redo to those that the edit made', () => {
    const html =
      '<p style="margin:0">one <b>two</b></p>\n<table><tbody><tr><td>three</td></tr></tbody></table>';
    const body = parseHtml(html, schema);
    let state = EditorState.create({ doc: body.doc, plugins: [history({ newGroupDelay: 0 })] });
    const made: string[] = [];
    const edits: [string, Command][] = [
      ['two', type('2')],
      ['one', toggleEmphasis('italic')],
      ['three', splitLine],
    ];
    for (const [text, command] of edits) {
      const at = positionOf(state.doc, text);
      state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, at, at + text.length)));
      state = applied(state, command) ?? state;
      made.push(serialise(body, state.doc));
    }
    for (const expected of [...made.slice(0, -1).reverse(), html]) {
      state = applied(state, undo) ?? state;
      expect(serialise(body, state.doc)).toBe(expected);
    }
    expect(isUnchanged(body, state.doc)).toBe(true);
    for (const expected of made) {
      state = applied(state, redo) ?? state;
      expect(serialise(body, state.doc)).toBe(expected);
    }
  });

  it('writes nothing of the desk into new markup: no class, no data attribute, no colour of its theme', () => {
    const commands = [toggleEmphasis('bold'), toggleList('ol'), splitLine, setLink('https://x.test/')];
    for (const command of commands) {
      const saved = editAt('<p>one two</p>', 'one', 'one', command);
      expect(saved).not.toMatch(/class=|data-|var\(|color/);
    }
  });

  it('shows no space that was not typed, where the source has two and one was seen', () => {
    const html = '<p>one <b> two</b></p>';
    expect(editAt(html, 'one ', 'one ', caretAfter(type('x')))).toBe('<p>one x<b>two</b></p>');
    expect(editAt(html, 'one', 'one', caretAfter(type('x')))).toBe('<p>onex <b> two</b></p>');
  });

  it('keeps several spaces that were typed', () => {
    const spaces: Command = (state, dispatch) => {
      dispatch?.(state.tr.insertText('a   b'));
      return true;
    };
    expect(editAt('<p>x</p>', 'x', 'x', spaces)).toBe('<p>a&nbsp;&nbsp; b</p>');
  });
});
