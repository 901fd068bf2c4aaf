import type { EditorView } from '@tiptap/pm/view';
import { domObserverOf } from './dom-observer.ts';

/**
 * Has the editor know where the caret is now, before a key acts there. The browser tells of a caret that it moved by a later
 * event, `selectionchange`, and puts keys before it: without this, End and Backspace in quick succession, or while the page
 * was busy, erase where the caret was before. ProseMirror alone is asked: whoever else hears that event has time.
 */
export function readSelection(view: EditorView): void {
  if (!view.composing) domObserverOf(view)?.flush();
}
