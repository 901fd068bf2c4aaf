// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { openEditor } from '../paste/editor-for-tests.ts';

const press = ({ editor }: ReturnType<typeof openEditor>, key: string) =>
  editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));

describe('joining two lines keeps the named place at the start of the lower one', () => {
  it.each([
    ['in it', '<p>A</p><p><a name="sec2"></a>B</p>', '<p>A<a name="sec2"></a>B</p>'],
    ['in front of it', '<p>A</p>\n<a name="sec2"></a><p>B</p>', '<p>A<a name="sec2"></a>B</p>'],
    [
      'in elements of it',
      '<p><b>A</b></p><p><b><span><a id="sec2"></a></span>B</b></p>',
      '<p><b>A</b><b><span><a id="sec2"></a></span>B</b></p>',
    ],
    ['and nothing else unseen', '<p>A</p><p><!-- x --><b></b>B</p>', '<p>AB</p>'],
  ])('%s', (_, html, expected) => {
    for (const key of ['Backspace', 'Delete']) {
      const reply = openEditor(html);
      const { doc } = reply.editor.state;
      const border = doc.firstChild?.nodeSize ?? 0;
      reply.editor.commands.setTextSelection(key === 'Delete' ? border - 1 : border + 1);
      press(reply, key);
      expect(reply.html()).toBe(expected);
      reply.undo();
      expect(reply.html()).toBe(html);
    }
  });
});
