import { Extension } from '@tiptap/core';
import { Plugin, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/** True when a text in an element can be seen: the preview line of a newsletter is hidden in one of these ways. */
function isSeen(element: Element, view: EditorView): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  if (Number.parseFloat(getComputedStyle(element).fontSize) < 1) return false;
  for (let at: Element | null = element; at && at !== view.dom; at = at.parentElement)
    if (getComputedStyle(at).overflowY !== 'visible' && at.getBoundingClientRect().height < 1) return false;
  return true;
}

function isSeenAt(position: number, view: EditorView): boolean {
  const { node } = view.domAtPos(position, 1);
  const element = node instanceof Element ? node : node.parentElement;
  return element !== null && isSeen(element, view);
}

/** The first place to type in, in a line that can be seen where there is one; null in a body without lines. */
export function firstCaret(view: EditorView): Selection | null {
  const { doc } = view.state;
  const first = Selection.findFrom(doc.resolve(0), 1, true);
  if (!view.dom.checkVisibility()) return first;
  for (let at = first; at; at = Selection.findFrom(doc.resolve(at.$head.after()), 1, true)) {
    if (isSeenAt(at.head, view)) return at;
  }
  return first;
}

/** Where a browser that is only told to focus the text would put the caret into a line that is not seen, it stays where it was. */
export const FirstCaret = Extension.create({
  name: 'firstCaret',
  addProseMirrorPlugins() {
    let isFocusAlone = false;
    const noteFocus = (alone: boolean) => () => {
      isFocusAlone = alone;
      return false;
    };
    return [
      new Plugin({
        props: {
          handleDOMEvents: { focus: noteFocus(true), keydown: noteFocus(false) },
          createSelectionBetween(view, $anchor, $head) {
            if (!isFocusAlone || $anchor.pos !== $head.pos || isSeenAt($head.pos, view)) return null;
            return view.state.selection;
          },
        },
      }),
    ];
  },
});
