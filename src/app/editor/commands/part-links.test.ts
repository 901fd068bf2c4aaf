// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { inertBody } from '../../lib/inert-html.ts';
import { openEditor } from '../paste/editor-for-tests.ts';

const block = (content: string) => `<a href="https://shop.test/"><div>${content}</div></a>`;
const press = ({ editor }: ReturnType<typeof openEditor>, key: string) =>
  editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

/** What is saved, which no HTML parser may read in another way. */
function saved(reply: ReturnType<typeof openEditor>) {
  const html = reply.html();
  expect(inertBody(html).innerHTML).toBe(html);
  return html;
}

describe('a link around blocks stays whole', () => {
  it('and is the only link of what is pasted into it, until that is undone', () => {
    const reply = openEditor(block('Offer'));
    reply.goBehind('Offer');
    reply.paste('see <a href="https://b.test/">b</a> now');
    expect(saved(reply)).toBe(block('Offersee b now'));
    reply.type('!');
    expect(saved(reply)).toBe(block('Offersee b now!'));
    reply.undo();
    expect(reply.html()).toBe(block('Offer'));
  });

  it.each([
    ['a link', '<p>see <a href="https://b.test/">b <b>c</b></a></p>', 'see b <b>c</b>'],
    ['a named place', '<p>see <a name="x">b</a></p>', 'see b'],
    ['a link alone', '<p><a href="https://b.test/">b</a></p>', 'b'],
  ])('when a paragraph with %s is joined to it by Backspace', (_, paragraph, expected) => {
    const html = `${block('Offer')}${paragraph}<p>see <a href="https://c.test/">c</a></p>`;
    const reply = openEditor(html);
    const { doc } = reply.editor.state;
    reply.editor.commands.setTextSelection((doc.firstChild?.nodeSize ?? 0) + 1);
    press(reply, 'Backspace');
    expect(saved(reply)).toBe(html.replace('Offer', `Offer${expected}`).replace(paragraph, ''));
    reply.undo();
    expect(reply.html()).toBe(html);
  });

  it('when the end of it is deleted together with the begin of a quote', () => {
    const reply = openEditor(
      `${block('Offer')}<blockquote><p>one</p><p>see <a href="https://b.test/">b</a></p></blockquote>`,
    );
    reply.select('er', 'on');
    press(reply, 'Delete');
    expect(saved(reply)).not.toContain('https://b.test/');
    expect(reply.html()).toContain('<a href="https://shop.test/"><div>Offe');
    expect(reply.html()).toContain('see b');
  });

  it('and the links beside it and in its cells are left alone', () => {
    const html = `<p>a <a href="https://b.test/">b</a></p><a href="https://shop.test/"><table><tbody><tr><td><a href="https://c.test/">c</a></td></tr></tbody></table></a>`;
    const reply = openEditor(html);
    reply.goBehind('a ');
    reply.type('x');
    expect(saved(reply)).toBe(html.replace('<p>a ', '<p>a x'));
  });
});

it('a named anchor around blocks gives way to a link that is pasted into it', () => {
  const reply = openEditor('<a name="top"><div>Offer</div><div>two</div></a>');
  reply.goBehind('Offer');
  reply.paste(' see <a href="https://b.test/">b</a>');
  expect(saved(reply)).toBe(
    '<span><div><a name="top"></a>Offersee <a href="https://b.test/">b</a></div><div>two</div></span>',
  );
  reply.undo();
  expect(reply.html()).toBe('<a name="top"><div>Offer</div><div>two</div></a>');
});
