import { Extension } from '@tiptap/core';
import type { DOMSerializer } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { inertBody } from '../../lib/inert-html.ts';
import { deleteSelected, spansCells } from '../commands/cells.ts';
import { bodyOf } from '../loaded-body.ts';
import { copiedText } from '../paste/copied-text.ts';
import { markCopy } from '../paste/own-copy.ts';
import { portableSlice } from '../paste/portable-slice.ts';

/** What is copied or cut goes to the clipboard as the body has it, not as the editor shows it. */
export const Clipboard = Extension.create({
  name: 'clipboard',
  // Before TipTap's own text of a copy, which has an empty line between any two.
  priority: 200,
  dispatchTransaction({ transaction, next }) {
    const { selection, tr } = this.editor.state;
    const isCut = transaction.getMeta('uiEvent') === 'cut' && spansCells(selection);
    next(isCut ? deleteSelected(tr).setMeta('uiEvent', 'cut').scrollIntoView() : transaction);
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    let html = '';
    const serialiser: Pick<DOMSerializer, 'serializeFragment'> = {
      serializeFragment: () => {
        const copy = document.createDocumentFragment();
        copy.append(...inertBody(html).childNodes);
        return copy;
      },
    };
    return [
      new Plugin({
        props: {
          transformCopied(slice) {
            html = markCopy(portableSlice(slice, editor.schema), bodyOf(editor).sources);
            return slice;
          },
          clipboardSerializer: serialiser as DOMSerializer,
          clipboardTextSerializer: (slice) => copiedText(portableSlice(slice, editor.schema).content),
        },
      }),
    ];
  },
});
