import { Extension } from '@tiptap/core';
import { DOMSerializer, type Fragment, type Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';

const MARK = 'data-countersign-copy';

/**
 * What is cut here and pasted here again is the same piece of the document, with its source. Elsewhere it is HTML without the
 * editor's own attributes.
 */
export const Clipboard = Extension.create({
  name: 'clipboard',
  addProseMirrorPlugins() {
    const { editor } = this;
    let copied: { name: string; slice: Slice } | null = null;
    return [
      new Plugin({
        props: {
          transformCopied(slice) {
            copied = { name: crypto.randomUUID(), slice };
            return slice;
          },
          clipboardSerializer: {
            serializeFragment(fragment: Fragment, options?: { document?: Document }) {
              const base = DOMSerializer.fromSchema(editor.schema);
              const dom = base.serializeFragment(fragment, options);
              if (dom instanceof DocumentFragment) {
                for (const marked of dom.querySelectorAll('[data-block]'))
                  marked.removeAttribute('data-block');
                if (copied) dom.firstElementChild?.setAttribute(MARK, copied.name);
              }
              return dom;
            },
          } as DOMSerializer,
          handlePaste(view, event) {
            const html = event.clipboardData?.getData('text/html') ?? '';
            if (!copied || !html.includes(copied.name)) return false;
            view.dispatch(
              view.state.tr.replaceSelection(copied.slice).scrollIntoView().setMeta('uiEvent', 'paste'),
            );
            return true;
          },
        },
      }),
    ];
  },
});
