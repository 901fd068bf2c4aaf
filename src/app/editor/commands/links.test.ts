// @vitest-environment jsdom
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import { inertBody } from '../../lib/inert-html.ts';
import { editAt, positionOf, schema } from '../source/edit-for-tests.ts';
import { parseHtml } from '../source/parse-html.ts';
import { canLink, setLink } from './links.ts';

const link = setLink('https://a.test/');
const behind =
  (command: Command): Command =>
  (state, dispatch) =>
    command(
      state.apply(state.tr.setSelection(TextSelection.create(state.doc, state.selection.to))),
      dispatch,
    );

/** What is saved, which no HTML parser may read in another way. */
function saved(html: string, from: string, to: string, command: Command) {
  const after = editAt(html, from, to, command);
  expect(inertBody(after).innerHTML).toBe(after);
  return after;
}

describe('a link in a named anchor', () => {
  const outlook = (content: string) => `<p class="MsoNormal">${content}</p>\n<p class="MsoNormal">next</p>`;
  const look = (text: string) => `<span style="font-size:11.0pt">${text}</span>`;
  const name = 'name="_MailEndCompose"';
  const written = outlook(`<a ${name}>${look('See our offer today')}</a>`);

  it.each([
    [
      'on a word in its middle leaves the name in front',
      ['offer', 'offer'],
      link,
      `<a ${name}>${look('See our ')}</a><a href="https://a.test/">${look('offer')}</a>${look(' today')}`,
    ],
    [
      'on its first words leaves the name on the rest',
      ['See', 'our'],
      link,
      `<a href="https://a.test/">${look('See our')}</a><a ${name}>${look(' offer today')}</a>`,
    ],
    [
      'on all of it leaves an empty anchor of that name in front',
      ['See', 'today'],
      link,
      `<a ${name}></a><a href="https://a.test/">${look('See our offer today')}</a>`,
    ],
    [
      'from an address at the caret',
      ['See our', 'See our'],
      behind(link),
      `<a ${name}>${look('See our')}</a><a href="https://a.test/">${look('https://a.test/')}</a>${look(' offer today')}`,
    ],
  ] as const)('%s', (_, [from, to], command, expected) => {
    expect(saved(written, from, to, command)).toBe(outlook(expected));
  });

  it('keeps the look of the anchor itself, and other emphasis', () => {
    expect(saved('<p>a <a name="x" style="color:red">one <b>two</b> three</a></p>', 'one', 'two', link)).toBe(
      '<p>a <a href="https://a.test/"><span style="color:red">one <b>two</b></span></a><a name="x" style="color:red"> three</a></p>',
    );
  });

  it('over two anchors and the text before them keeps both names and is one link', () => {
    expect(saved('<p>a <a name="x">b</a> <a id="y">c</a> d</p>', 'a', 'd', link)).toBe(
      '<p><a name="x"></a><a id="y"></a><a href="https://a.test/">a b c d</a></p>',
    );
  });

  it('over two lines leaves each name in its line', () => {
    expect(saved('<p><a name="x">b</a></p><p>and <a name="y">c</a></p>', 'b', 'c', link)).toBe(
      '<p><a name="x"></a><a href="https://a.test/">b</a></p><p><a name="y"></a><a href="https://a.test/">and c</a></p>',
    );
  });
});

describe('a link in a named anchor around blocks', () => {
  const html =
    '<div>\n<a name="top" class="x">\n<p><br></p><p style="margin:0">One two</p><!-- note --><table><tbody><tr><td>cell</td></tr></tbody></table>\n</a>\n</div>';

  it.each([
    ['two', 'One <a href="https://a.test/">two</a>', link],
    ['One ', 'One <a href="https://a.test/">https://a.test/</a>two', behind(link)],
  ])('on %j leaves the name before the first words, and every block its bytes', (text, line, command) => {
    expect(saved(html, text, text, command)).toBe(
      html
        .replace('<a name="top" class="x">', '<span class="x">')
        .replace('One two', `<a name="top"></a>${line}`)
        .replace('\n</a>', '\n</span>'),
    );
  });

  it('in a cell of it needs no other place for the name', () => {
    expect(saved(html, 'cell', 'cell', link)).toBe(
      html.replace('cell', '<a href="https://a.test/">cell</a>'),
    );
  });
});

describe('a link around blocks', () => {
  const html = '<p>before</p><a href="https://b.test/"><div>Offer</div></a><p>after</p>';
  const can = (from: string, to: string) => {
    const { doc } = parseHtml(html, schema);
    const selection = TextSelection.create(doc, positionOf(doc, from), positionOf(doc, to) + to.length);
    return canLink(EditorState.create({ doc, selection }));
  };

  it('can hold no other link, wherever the selection begins', () => {
    expect(can('before', 'before')).toBe(true);
    expect(can('Offer', 'Offer')).toBe(false);
    expect(can('before', 'Offer')).toBe(false);
    expect(can('before', 'after')).toBe(false);
  });
});
