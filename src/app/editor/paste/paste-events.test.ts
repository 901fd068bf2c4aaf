// @vitest-environment jsdom
import { NodeSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { Clipping, openEditor } from './editor-for-tests.ts';

const LAYOUT = `<p class="lead" style="margin:0">Dear Ann,</p>
<table width="600" cellpadding="0" class="frame" bgcolor="#fafafa" style="mso-table-lspace:0pt">
  <tbody><tr><td class="cell" style="padding:12px;font-family:Arial"><p id="in">In a <b style="color:red">box</b></p></td>
  <td>&nbsp;</td></tr></tbody></table>
<p style="margin:0">Middle</p>
<p style="margin:0">Best,</p>`;
const TABLE = /<table[\s\S]*<\/table>/.exec(LAYOUT)?.[0] ?? '';

const selectTable = ({ editor }: ReturnType<typeof openEditor>) => {
  let at = -1;
  editor.state.doc.forEach((node, offset) => {
    if (node.type.name === 'table') at = offset;
  });
  editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, at)));
};

describe('a piece of the reply itself', () => {
  it('is the same bytes when a table is cut and pasted where it was, and when both are undone', () => {
    const reply = openEditor(LAYOUT);
    selectTable(reply);
    const data = reply.cut();
    expect(reply.html()).not.toContain('<table');
    reply.undo();
    expect(reply.html()).toBe(LAYOUT);
    reply.editor.commands.redo();
    reply.editor.commands.undo();
    selectTable(reply);
    reply.paste(data);
    expect(reply.html()).toBe(LAYOUT);
  });

  it('keeps its markup in another place, and its neighbours keep theirs', () => {
    const reply = openEditor(LAYOUT);
    selectTable(reply);
    const data = reply.cut();
    reply.goBehind('Middle');
    reply.paste(data);
    expect(reply.html()).toBe(
      `<p class="lead" style="margin:0">Dear Ann,</p>\n<p style="margin:0">Middle</p>\n${TABLE}\n<p style="margin:0">Best,</p>`,
    );
    reply.undo();
    reply.undo();
    expect(reply.html()).toBe(LAYOUT);
  });

  it('comes back whole when it was cut with the lines around it', () => {
    const reply = openEditor(LAYOUT);
    reply.select('Ann,', 'Mid');
    const data = reply.cut();
    expect(reply.html()).toBe('<p class="lead" style="margin:0">Dear dle</p>\n<p style="margin:0">Best,</p>');
    reply.paste(data);
    expect(reply.html()).toBe(LAYOUT);
  });

  it('is a table when two of its cells are copied, and lines when one is', () => {
    const reply = openEditor('<table><tr><td>one</td><td>two<br>more</td></tr></table><p>End</p>');
    reply.select('one', 'more');
    const both = reply.copy();
    reply.select('two', 'more');
    const one = reply.copy();
    expect(both.getData('text/plain')).toBe('one\ttwo\nmore');
    const other = openEditor('<p>Here:</p>');
    other.caretAt('<p>Here:|</p>');
    other.paste(one);
    expect(other.html()).toBe('<p>Here:two<br>more</p>');
    other.paste(both);
    expect(other.html()).toBe(
      '<p>Here:two<br>more</p><table><tbody><tr><td>one</td><td>two<br>more</td></tr></tbody></table>',
    );
  });

  it('keeps classes, styles and what is kept as it is in another reply', () => {
    const here = openEditor(LAYOUT);
    here.select('Dear', 'Best,');
    const data = here.copy();
    const there = openEditor('<div><br></div>');
    there.paste(data);
    expect(there.html()).toBe(LAYOUT);
    there.undo();
    expect(there.html()).toBe('<div><br></div>');
  });

  it('goes elsewhere as the message has it, without a trace of the editor', () => {
    const reply = openEditor(
      '<p>See <a class="x" href="https://a.example/">this</a> <img src="https://a.example/i.png"></p>',
    );
    reply.editor.commands.selectAll();
    const html = reply.copy().getData('text/html');
    expect(html).toContain(
      '>See <a class="x" href="https://a.example/">this</a> <img src="https://a.example/i.png"></p>',
    );
    expect(html).not.toMatch(/data-block|data-image|data-verbatim/);
  });

  it('loses what a forged mark brings along', () => {
    const reply = openEditor('<p>Hello</p>');
    reply.goBehind('Hello');
    reply.paste(
      `<meta name="countersign-copy" content="${crypto.randomUUID()} 999 999"><p data-pm-slice='0 0 ["container",{"tag":"script"}]'>x<script>alert(1)</script><img src=x onerror=alert(1)></p>`,
    );
    expect(reply.html()).not.toMatch(/script|onerror/);
    expect(reply.editor.view.dom.querySelector('script, [onerror]')).toBeNull();
  });
});

describe('what is pasted from elsewhere', () => {
  it.each([
    [
      'a few words join the line',
      '<p>Dear:|</p>',
      'two <b>words</b>',
      '<p>Dear:two <strong>words</strong></p>',
    ],
    ['one paragraph joins the line', '<div>Dear:|</div>', '<p>Ann</p>', '<div>Dear:Ann</div>'],
    [
      'paragraphs begin in the line and go on below it',
      '<div>Dear |!</div>',
      '<p>Ann</p><p>Bob</p><p>Cid</p>',
      '<div>Dear Ann</div><p>Bob</p><p>Cid!</p>',
    ],
    [
      'paragraphs take the place of an empty line',
      '<p>A</p><p class="x">|<br></p><p>Z</p>',
      '<p>Ann</p><p>Bob</p>',
      '<p>A</p><p>Ann</p><p>Bob</p><p>Z</p>',
    ],
    ['one word keeps the empty line', '<p class="x">|<br></p>', '<p>Ann</p>', '<p class="x">Ann</p>'],
    ['a heading stays one on an empty line', '<div>|<br></div>', '<h2>Offer</h2>', '<h2>Offer</h2>'],
    [
      'paragraphs at the start of a line leave it its element',
      '<p class="x">|Ann</p>',
      '<p>One</p><p>Two </p>',
      '<p>One</p><p class="x">TwoAnn</p>',
    ],
    [
      'a list splits the line it comes into',
      '<p class="x">Before|after</p>',
      '<ul><li>a</li><li>b</li></ul>',
      '<p class="x">Before</p><ul><li>a</li><li>b</li></ul><p class="x">after</p>',
    ],
    [
      'items join the list that they come into',
      '<ol class="x"><li>one|</li><li>four</li></ol>',
      '<ul><li> two</li><li>three</li></ul>',
      '<ol class="x"><li>onetwo</li><li>three</li><li>four</li></ol>',
    ],
    [
      'items on an empty item become items',
      '<ol class="x"><li>one</li><li>|</li></ol>',
      '<ul><li>two</li><li>three</li></ul>',
      '<ol class="x"><li>one</li><li>two</li><li>three</li></ol>',
    ],
    [
      'a table on an empty line takes its place',
      '<div>|<br></div>',
      '<table><tr><th>a</th><td>b</td></tr></table>',
      '<table style="border-collapse:collapse"><tbody><tr><th style="border:1px solid #ccc;padding:4px 8px;text-align:left;vertical-align:top">a</th><td style="border:1px solid #ccc;padding:4px 8px;text-align:left;vertical-align:top">b</td></tr></tbody></table>',
    ],
    [
      'a cell takes lines',
      '<table><tbody><tr><td>x|</td></tr></tbody></table>',
      '<p>a</p><p>b</p>',
      '<table><tbody><tr><td>xa<p>b</p></td></tr></tbody></table>',
    ],
    [
      'nothing that says anything adds nothing',
      '<p>Dear:|</p>',
      '<script>alert(1)</script>',
      '<p>Dear:|</p>',
    ],
  ])('%s', (_, reply, clipboard, expected) => {
    const { editor, html, paste, caretAt } = openEditor(reply.replace('|', ''));
    caretAt(reply);
    paste(clipboard);
    expect(html()).toBe(expected.replace('|', ''));
    editor.state.doc.check();
  });

  it('takes the place of what is selected, and one undo brings that back', () => {
    const reply = openEditor('<p>Dear <b>Mr Smith</b>,</p>');
    reply.select('Mr Smith');
    reply.paste('<span style="color:red">Ann</span>');
    expect(reply.html()).toBe('<p>Dear Ann,</p>');
    reply.undo();
    expect(reply.html()).toBe('<p>Dear <b>Mr Smith</b>,</p>');
  });

  it('is edited on like everything else, with its own tags', () => {
    const reply = openEditor('<div><br></div>');
    reply.paste('<p>One <b>bold</b> word</p><p>Two</p>');
    reply.goBehind('One ');
    reply.type('very ');
    expect(reply.html()).toBe('<p>One very <strong>bold</strong> word</p><p>Two</p>');
  });

  it('is plain text in preformatted text, line for line', () => {
    const reply = openEditor('<pre class="x">code: </pre>');
    reply.caretAt('<pre class="x">code: |</pre>');
    reply.paste(new Clipping({ 'text/html': '<b>a</b><br>b', 'text/plain': 'a\n  b' }));
    expect(reply.html()).toBe('<pre class="x">code: a\n  b</pre>');
  });

  it('is lines like the one it comes into when it is text alone', () => {
    const reply = openEditor('<p style="margin:0">Dear:</p>');
    reply.caretAt('<p style="margin:0">Dear:|</p>');
    reply.paste(new Clipping({ 'text/plain': 'Ann,\n\n<b>thanks' }));
    expect(reply.html()).toBe(
      '<p style="margin:0">Dear:Ann,</p><p style="margin:0"><br></p><p style="margin:0">&lt;b&gt;thanks</p>',
    );
  });

  it('tells of pictures that did not come along, and of those that are not loaded', () => {
    const reply = openEditor('<p>Dear Ann</p>');
    reply.goBehind('Ann');
    reply.paste('<p>x <img src="file:///C:/a.png"></p>');
    expect(reply.notes.map(({ kind, text }) => [kind, text])).toEqual([
      ['problem', expect.stringMatching(/^A picture did not come along/)],
    ]);
    reply.paste('<p>y <img src="https://a.example/a.png"></p>');
    expect(reply.notes.map(({ kind, action }) => [kind, action?.name])).toEqual([['info', 'Load pictures']]);
    expect(reply.editor.view.dom.querySelector('img[src]')).toBeNull();
    reply.notes[0]?.action?.run();
    expect(reply.editor.view.dom.querySelector('img')?.getAttribute('src')).toBe('https://a.example/a.png');
  });
});
