import type { EditorView } from '@tiptap/pm/view';

/** How ProseMirror reads what the browser did to the page. It is not among its types. */
interface DomObserver {
  /** The timer after which it reads; -1: none. While it waits for one, it reads only when it is forced to. */
  flushingSoon: number;
  /** Reads what was done to the text, and where the caret is. */
  flush(): void;
  forceFlush(): void;
  /** Answers the event `selectionchange`. */
  onSelectionChange(): void;
  connectSelection(): void;
  disconnectSelection(): void;
}

/** The name of no timer: to stop it does nothing. */
const untilForced = 0;

export const domObserverOf = (view: EditorView): DomObserver | undefined =>
  (view as unknown as { domObserver?: DomObserver }).domObserver;

/** Has it wait until it is forced to read, as ProseMirror does for a while where a browser is slow to say what it did. */
export function putOffReading(observer: DomObserver): void {
  if (observer.flushingSoon < 0) observer.flushingSoon = untilForced;
}

const ignoring = new WeakSet<DomObserver>();

/**
 * While reading is put off, ProseMirror looks where the caret is whenever it moves, and does nothing with it: to ask the
 * browser is much of what a letter takes. It lasts as long as the view.
 */
export function ignoreCaretMeanwhile(observer: DomObserver): void {
  if (ignoring.has(observer)) return;
  ignoring.add(observer);
  const answer = observer.onSelectionChange;
  observer.disconnectSelection();
  observer.onSelectionChange = () => {
    if (observer.flushingSoon !== untilForced) answer();
  };
  observer.connectSelection();
}
