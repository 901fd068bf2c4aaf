import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type EditorState, Selection, TextSelection } from '@tiptap/pm/state';

/** Where somebody writes, in characters of the text before it: also right where the same text was opened anew. */
export interface Caret {
  anchor: number;
  head: number;
}

const lengthBefore = (doc: ProseMirrorNode, position: number) =>
  doc.textBetween(0, position, '\n', ' ').length;

/** The first position that has so many characters before it, or the last one there is. */
function positionAfter(doc: ProseMirrorNode, length: number): number {
  let [low, high] = [0, doc.content.size];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lengthBefore(doc, middle) < length) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function caretOf({ doc, selection: { anchor, head, empty } }: EditorState): Caret {
  const length = lengthBefore(doc, head);
  return { anchor: empty ? length : lengthBefore(doc, anchor), head: length };
}

export function selectionAt(doc: ProseMirrorNode, { anchor, head }: Caret): Selection {
  const at = (length: number) => doc.resolve(positionAfter(doc, length));
  if (anchor === head) return Selection.near(at(head));
  return TextSelection.between(at(anchor), at(head));
}
