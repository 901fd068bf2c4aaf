import { Extension } from '@tiptap/core';
import { Mark } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { readLater } from '../../lib/unread-typing.ts';
import { domObserverOf, ignoreCaretMeanwhile, putOffReading } from './dom-observer.ts';

/** Where it is tried; elsewhere each letter is read before it is seen. */
const canWait = /Chrome\/\d/.test(navigator.userAgent) && !/Android/.test(navigator.userAgent);

/** Where a text of the page stands in the document. */
interface Place {
  readonly text: Text;
  readonly start: number;
}

/**
 * Whether the browser puts a letter where the editor has it afterwards, and as it looks then: into the text at the caret.
 * @param known where the last letter went: one that follows it there needs no search of the page.
 * @returns where; null: it does not.
 */
function textAtCaret(view: EditorView, known: Place | null): Place | null {
  const { selection, storedMarks } = view.state;
  const { $from } = selection;
  const { nodeBefore } = $from;
  if (view.composing || !selection.empty || storedMarks !== null) return null;
  if (!nodeBefore?.isText || !Mark.sameSet(nodeBefore.marks, $from.marks())) return null;
  const caret = view.dom.ownerDocument.getSelection();
  const text = caret?.anchorNode;
  if (!caret?.isCollapsed || !(text instanceof Text) || caret.anchorOffset === 0) return null;
  const start = $from.pos - caret.anchorOffset;
  if (known?.text === text && known.start === start) return known;
  if (!view.dom.contains(text) || view.posAtDOM(text, caret.anchorOffset) !== $from.pos) return null;
  return { text, start };
}

/** The browser shows a letter before the editor reads it: what comes of a letter keeps nobody waiting for it. */
export const PaintFirst = Extension.create({
  name: 'paintFirst',
  addProseMirrorPlugins() {
    let place: Place | null = null;
    return [
      new Plugin({
        view(view) {
          const observer = canWait ? domObserverOf(view) : undefined;
          if (observer) ignoreCaretMeanwhile(observer);
          return {};
        },
        props: {
          handleDOMEvents: {
            beforeinput(view, { inputType, data }) {
              const observer = domObserverOf(view);
              if (!canWait || !observer || inputType !== 'insertText' || !data) return false;
              place = textAtCaret(view, place);
              if (place) {
                putOffReading(observer);
                readLater(() => observer.forceFlush());
              }
              return false;
            },
          },
        },
      }),
    ];
  },
});
