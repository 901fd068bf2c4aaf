import { Extension } from '@tiptap/core';
import { Mark } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { readLater } from '../../lib/unread-typing.ts';
import { domObserverOf } from './dom-observer.ts';

/** Where it is tried; elsewhere each letter is read before it is seen. */
const canWait = /Chrome\/\d/.test(navigator.userAgent) && !/Android/.test(navigator.userAgent);

/** Whether the browser puts a letter where the editor has it afterwards, and as it looks then: into the text at the caret. */
function goesIntoText(view: EditorView): boolean {
  const { selection, storedMarks } = view.state;
  const { $from } = selection;
  const { nodeBefore } = $from;
  if (view.composing || !selection.empty || storedMarks !== null) return false;
  if (!nodeBefore?.isText || !Mark.sameSet(nodeBefore.marks, $from.marks())) return false;
  const caret = view.dom.ownerDocument.getSelection();
  const text = caret?.anchorNode;
  if (!caret?.isCollapsed || !(text instanceof Text) || !view.dom.contains(text)) return false;
  return caret.anchorOffset > 0 && view.posAtDOM(text, caret.anchorOffset) === $from.pos;
}

/** The browser shows a letter before the editor reads it: what comes of a letter keeps nobody waiting for it. */
export const PaintFirst = Extension.create({
  name: 'paintFirst',
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          beforeinput(view, { inputType, data }) {
            const observer = domObserverOf(view);
            if (canWait && observer && inputType === 'insertText' && data && goesIntoText(view)) {
              observer.flushSoon();
              readLater(() => observer.forceFlush());
            }
            return false;
          },
        },
      },
    }),
  ],
});
