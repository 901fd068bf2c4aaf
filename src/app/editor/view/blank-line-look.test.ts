// @vitest-environment jsdom
import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { addColumn, addRow } from '../commands/tables.ts';
import { openEditor } from '../paste/editor-for-tests.ts';

/** The caret in the first blank line. */
function goToBlankLine({ editor }: ReturnType<typeof openEditor>) {
  const { doc, tr } = editor.state;
  let at = -1;
  doc.descendants((node, position) => {
    if (at < 0 && node.isTextblock && node.childCount === 0) at = position + 1;
  });
  editor.view.dispatch(tr.setSelection(TextSelection.create(doc, at)));
}

describe('what is typed', () => {
  it.each([
    ['<div>One</div><div><font face="Arial">', '</font></div>'],
    ['<p>One</p>\n<p><span style="font:11pt Calibri"><b>', '</b></span></p>'],
    ['<table><tbody><tr><td>One</td><td><font size="2">', '</font></td></tr></tbody></table>'],
  ])('into a styled blank line is in its look: %s', (before, after) => {
    const html = `${before}<br>${after}`;
    const reply = openEditor(html);
    goToBlankLine(reply);
    reply.type('x');
    expect(reply.html()).toBe(`${before}x${after}`);
    reply.type('yz');
    expect(reply.html()).toBe(`${before}xyz${after}`);
    reply.undo();
    expect(reply.html()).toBe(html);
  });

  it('into a blank line inside a link is no link', () => {
    const reply = openEditor('<div>One</div><div><a href="https://a.test/"><b><br></b></a></div>');
    goToBlankLine(reply);
    reply.type('x');
    expect(reply.html()).toBe('<div>One</div><div><b>x</b></div>');
  });

  const cell = (text: string) =>
    `<td><p class="MsoNormal"><span style="font:10pt Arial">${text}</span></p></td>`;
  const table = (...rows: string[]) =>
    `<table><tbody>${rows.map((row) => `<tr>${row}</tr>`).join('')}</tbody></table>`;
  const blank = '<td><p class="MsoNormal"><br></p></td>';

  it('into each cell of a new row looks like the cells above it', () => {
    const reply = openEditor(table(cell('Tiles') + cell('120')));
    reply.goBehind('Tiles');
    addRow('below')(reply.editor.state, reply.editor.view.dispatch);
    reply.type('Nails');
    expect(reply.html()).toBe(table(cell('Tiles') + cell('120'), cell('Nails') + blank));
    goToBlankLine(reply);
    reply.type('9');
    expect(reply.html()).toBe(table(cell('Tiles') + cell('120'), cell('Nails') + cell('9')));
  });

  it('into a new column looks like the cells beside it', () => {
    const reply = openEditor(table(cell('Tiles')));
    reply.goBehind('Tiles');
    addColumn('right')(reply.editor.state, reply.editor.view.dispatch);
    reply.type('120');
    expect(reply.html()).toBe(table(cell('Tiles') + cell('120')));
  });
});

describe('words without a look of their own that are pasted', () => {
  it('get the look of the text where they are put, and keep their emphasis', () => {
    const reply = openEditor('<p><font face="Arial">Dear (you)</font></p>');
    reply.goBehind('Dear (');
    reply.paste('<span>Ms <b>Okafor</b></span>');
    expect(reply.html()).toBe('<p><font face="Arial">Dear (Ms <strong>Okafor</strong>you)</font></p>');
  });

  it('get it in each of their lines, and a list among them does not', () => {
    const reply = openEditor('<p><font face="Arial">Dear</font></p>');
    reply.goBehind('Dear');
    reply.paste('<p>, all</p><p>Thanks</p><ul><li>Nails</li></ul>');
    expect(reply.html()).toBe(
      '<p><font face="Arial">Dear, all</font></p><p><font face="Arial">Thanks</font></p><ul><li>Nails</li></ul>',
    );
  });
});
