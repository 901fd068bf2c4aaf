import type { EditorView } from '@tiptap/pm/view';

/**
 * Has the editor know where the caret is now, before a key acts there. The browser tells of a caret that it moved by a later
 * event, `selectionchange`, and puts keys before it: without this, End and Backspace in quick succession, or while the page
 * was busy, erase where the caret was before. ProseMirror reads the selection at that event, whoever sends it.
 */
export function readSelection({ composing, dom }: EditorView): void {
  if (!composing) dom.ownerDocument.dispatchEvent(new Event('selectionchange'));
}
