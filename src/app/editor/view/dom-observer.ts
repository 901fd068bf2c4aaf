import type { EditorView } from '@tiptap/pm/view';

/** How ProseMirror reads what the browser did to the page. It is not among its types. */
interface DomObserver {
  /** Reads where the caret is, as at the event `selectionchange`. */
  onSelectionChange(): void;
  /** Puts off reading until it is forced to, for 20 ms at most, as ProseMirror does where a browser is slow to say what it did. */
  flushSoon(): void;
  forceFlush(): void;
}

export const domObserverOf = (view: EditorView): DomObserver | undefined =>
  (view as unknown as { domObserver?: DomObserver }).domObserver;
