// @vitest-environment jsdom
import { getSchema } from '@tiptap/core';
import { history, redo, undo } from '@tiptap/pm/history';
import { AllSelection, type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { bodyExtensions } from '../schema/body-extensions.ts';
import { parseHtml } from '../source/parse-html.ts';
import { isUnchanged, serialise } from '../source/serialise.ts';
import { lineDirections } from '../view/line-directions.ts';
import { splitLine } from './blocks.ts';
import { isRightToLeft, setDirection, toggleRightToLeft } from './direction.ts';
import { toggleList } from './lists.ts';

const schema = getSchema(bodyExtensions);

function open(html: string) {
  const body = parseHtml(html, schema);
  let state = EditorState.create({ doc: body.doc, plugins: [history(), lineDirections()] });
  const editor = {
    get html() {
      return serialise(body, state.doc);
    },
    get unchanged() {
      return isUnchanged(body, state.doc);
    },
    get rightToLeft() {
      return isRightToLeft(state);
    },
    select(from: string, to = from) {
      let start = 0;
      let end = 0;
      state.doc.descendants((node, position) => {
        if (node.text?.includes(from)) start = position + node.text.indexOf(from);
        if (node.text?.includes(to)) end = position + node.text.indexOf(to) + to.length;
      });
      state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, start, end)));
      return editor;
    },
    selectAll() {
      state = state.apply(state.tr.setSelection(new AllSelection(state.doc)));
      return editor;
    },
    caretIn(n: number) {
      const lines: number[] = [];
      state.doc.descendants((node, position) => {
        if (node.isTextblock) lines.push(position + 1 + node.content.size);
      });
      state = state.apply(state.tr.setSelection(TextSelection.create(state.doc, lines[n] ?? 0)));
      return editor;
    },
    type(text: string) {
      state = state.apply(state.tr.insertText(text));
      return editor;
    },
    run(command: Command) {
      command(state, (tr) => {
        state = state.apply(tr);
      });
      return editor;
    },
  };
  return editor;
}

const rtl = setDirection('rtl');
const ltr = setDirection('ltr');

describe('turning lines', () => {
  it.each([
    ['a paragraph', '<p style="margin:0">Hi</p>', 'Hi', 'Hi', '<p style="margin:0" dir="rtl">Hi</p>'],
    [
      'every selected line, and no other',
      '<p>one</p>\n<h2>two</h2><p>three</p>',
      'one',
      'two',
      '<p dir="rtl">one</p>\n<h2 dir="rtl">two</h2><p>three</p>',
    ],
    ['text without an element', 'Hi<p>x</p>', 'Hi', 'Hi', '<div dir="rtl">Hi</div><p>x</p>'],
    [
      'a whole list, so that its markers turn as well',
      '<ol><li>one<ul><li>two</li></ul></li><li>three</li></ol>',
      'two',
      'two',
      '<ol dir="rtl"><li>one<ul><li>two</li></ul></li><li>three</li></ol>',
    ],
    [
      'a cell that holds nothing but text',
      '<table><tbody><tr><td>one</td><td>two</td></tr></tbody></table>',
      'two',
      'two',
      '<table><tbody><tr><td>one</td><td dir="rtl">two</td></tr></tbody></table>',
    ],
    [
      'a paragraph in a cell',
      '<table><tbody><tr><td><p>one</p><p>two</p></td></tr></tbody></table>',
      'two',
      'two',
      '<table><tbody><tr><td><p>one</p><p dir="rtl">two</p></td></tr></tbody></table>',
    ],
    [
      'a list some of whose parts said otherwise',
      '<ul><li dir="ltr"><p dir="ltr">one</p></li><li>two</li></ul>',
      'one',
      'one',
      '<ul dir="rtl"><li><p>one</p></li><li>two</li></ul>',
    ],
    ['what said it in capitals stays', '<p dir="RTL">one</p>', 'one', 'one', '<p dir="RTL">one</p>'],
  ])('%s', (_, html, from, to, expected) => {
    const editor = open(html).select(from, to).run(rtl);
    expect(editor.html).toBe(expected);
    expect(editor.rightToLeft).toBe(true);
    editor.run(undo);
    expect(editor.html).toBe(html);
    expect(editor.unchanged).toBe(true);
    expect(editor.run(redo).html).toBe(expected);
  });

  it('back leaves no trace', () => {
    const html = '<div><p class="a">one</p>\n<ul><li>two</li></ul></div>';
    const editor = open(html).selectAll().run(toggleRightToLeft);
    expect(editor.html).toBe('<div><p class="a" dir="rtl">one</p>\n<ul dir="rtl"><li>two</li></ul></div>');
    editor.run(toggleRightToLeft);
    expect(editor.html).toBe(html);
    expect(editor.unchanged).toBe(true);
  });

  it('one line of a message that is right to left as a whole', () => {
    const html = '<div dir="rtl"><p>שלום</p><p>Order 7</p></div>';
    const editor = open(html).select('Order 7');
    expect(editor.rightToLeft).toBe(true);
    editor.run(toggleRightToLeft);
    expect(editor.html).toBe('<div dir="rtl"><p>שלום</p><p dir="ltr">Order 7</p></div>');
    expect(editor.run(toggleRightToLeft).html).toBe(html);
  });

  it('a loaded line of Hebrew says nothing until it is told to, and then says what is wanted', () => {
    const html = '<p>שלום</p>';
    const editor = open(html).select('שלום');
    expect(editor.rightToLeft).toBe(false);
    expect(editor.run(toggleRightToLeft).html).toBe('<p dir="rtl">שלום</p>');
    expect(editor.run(toggleRightToLeft).html).toBe('<p dir="ltr">שלום</p>');
  });

  it('says that a selection is right to left when all of it is', () => {
    const editor = open('<p dir="rtl">one</p><p>two</p>').selectAll();
    expect(editor.rightToLeft).toBe(false);
    expect(editor.select('one').rightToLeft).toBe(true);
  });
});

describe('what is written here', () => {
  it('leaves in the direction of its first letter, line by line', () => {
    const editor = open('').type('12: שלום Tom').run(splitLine).type('Hello שלום');
    expect(editor.html).toBe('<div dir="rtl">12: שלום Tom</div><div>Hello שלום</div>');
    expect(editor.rightToLeft).toBe(false);
    expect(editor.caretIn(0).rightToLeft).toBe(true);
  });

  it('follows the letters until it is told a direction', () => {
    const editor = open('').type('iPhone הוא').run(rtl);
    expect(editor.html).toBe('<div dir="rtl">iPhone הוא</div>');
    expect(editor.run(ltr).html).toBe('<div>iPhone הוא</div>');
    expect(open('').type('مرحبا').run(ltr).html).toBe('<div dir="ltr">مرحبا</div>');
  });

  it('goes into a line that had no word, in the same way', () => {
    const editor = open('<p style="margin:0"><br></p>\n<p>-- <br>Kara</p>').caretIn(0).type('שלום');
    expect(editor.html).toBe('<p style="margin:0" dir="rtl">שלום</p>\n<p>-- <br>Kara</p>');
    expect(editor.rightToLeft).toBe(true);
    const cell = open('<table><tbody><tr><td></td></tr></tbody></table>').caretIn(0).type('שלום');
    expect(cell.html).toBe('<table><tbody><tr><td><div dir="rtl">שלום</div></td></tr></tbody></table>');
    expect(cell.rightToLeft).toBe(true);
    expect(cell.run(ltr).html).toBe('<table><tbody><tr><td dir="ltr">שלום</td></tr></tbody></table>');
  });

  it('adds nothing to a message that states its direction, nor to a loaded line', () => {
    const html = '<div dir="rtl"><p>שלום</p></div><p>שלום</p>';
    const editor = open(html).caretIn(0).run(splitLine).type('תודה').caretIn(2).type('!');
    expect(editor.html).toBe('<div dir="rtl"><p>שלום</p><p>תודה</p></div><p>שלום!</p>');
  });

  it('does not count a name that keeps its own direction', () => {
    expect(open('<div dir="auto"><bdi>שלום</bdi> joined</div>').caretIn(0).rightToLeft).toBe(false);
    expect(open('<div dir="auto"><b>שלום</b> joined</div>').caretIn(0).rightToLeft).toBe(true);
  });

  it('turns as a list, with its markers', () => {
    const editor = open('').type('שלום').run(toggleList('ul'));
    expect(editor.html).toBe('<ul dir="rtl"><li><div>שלום</div></li></ul>');
    expect(editor.rightToLeft).toBe(true);
    expect(editor.run(toggleList('ul')).html).toBe('<div dir="rtl">שלום</div>');
  });
});

describe('moving lines', () => {
  it('into a list and out of it keeps their direction', () => {
    const editor = open('<p dir="rtl">one</p>').select('one').run(toggleList('ol'));
    expect(editor.html).toBe('<ol dir="rtl"><li><p dir="rtl">one</p></li></ol>');
    const out = open('<ul dir="rtl"><li><p>one</p></li></ul>').select('one').run(toggleList('ul'));
    expect(out.html).toBe('<p dir="rtl">one</p>');
  });

  it('to the line below a heading keeps it as well', () => {
    const editor = open('<h2 dir="rtl" class="a">כותרת</h2>').caretIn(0).run(splitLine).type('x');
    expect(editor.html).toBe('<h2 dir="rtl" class="a">כותרת</h2><div dir="rtl">x</div>');
  });
});
