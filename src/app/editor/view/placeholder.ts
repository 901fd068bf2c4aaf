import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** A hint in a body that is one empty line. Looks at the first child alone, so that a keystroke costs the same in any body. */
export const Placeholder = Extension.create<{ text: string }>({
  name: 'placeholder',
  addOptions: () => ({ text: '' }),
  addProseMirrorPlugins() {
    const { text } = this.options;
    return [
      new Plugin({
        props: {
          decorations({ doc }) {
            const { firstChild } = doc;
            if (!text || doc.childCount !== 1 || !firstChild?.isTextblock || firstChild.content.size > 0)
              return null;
            const hint = Decoration.node(0, firstChild.nodeSize, { 'data-placeholder': text });
            return DecorationSet.create(doc, [hint]);
          },
        },
      }),
    ];
  },
});
