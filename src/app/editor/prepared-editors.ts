import { type OpenEditor, type Opening, openEditor } from './open-editor.ts';

/** How many wait at most. */
const most = 2;

/** What was drawn outside of the page, each in an element of its own. */
const boxes = new Map<OpenEditor, HTMLElement>();

const isFor = (one: Opening, other: Opening) =>
  (Object.keys(one) as (keyof Opening)[]).every((part) => one[part] === other[part]);

/**
 * Makes and draws an editor of a body that is likely to be opened next. It serves exactly this opening, and once; where
 * nobody wants it, it makes room for the next ones. @throws UnreadableBody
 */
export function prepareEditor(opening: Opening): void {
  if (preparedFor(opening)) return;
  const open = openEditor(opening);
  const box = document.createElement('div');
  open.editor.mount(box);
  boxes.set(open, box);
  for (const unwanted of [...boxes.keys()].slice(0, -most)) {
    boxes.delete(unwanted);
    // Not destroyed: somebody who is about to show it can still mount it.
    unwanted.editor.unmount();
  }
}

/** The editor that was made ahead for this opening and is not shown yet. */
export const preparedFor = (opening: Opening): OpenEditor | undefined =>
  [...boxes.keys()].find((open) => isFor(open.opening, opening));

/** Puts an editor into the page: as it was drawn ahead, else it is drawn now. */
export function showEditor(open: OpenEditor, place: HTMLElement): void {
  const box = boxes.get(open);
  boxes.delete(open);
  if (box) place.append(...box.childNodes);
  else open.editor.mount(place);
}
