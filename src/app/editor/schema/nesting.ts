import type { Mark, Node as ProseMirrorNode } from '@tiptap/pm/model';

/** What a body holds deeper than this is kept as it is: deeper than any message a person wrote, and as deep as the editor recurses. */
export const DEEPEST_BLOCKS = 120;

/** Inline elements nested deeper than this are kept as they are: no mark set of a real message comes near. */
export const DEEPEST_MARKS = 48;

/** As many of a text's elements, the outermost first, as make a text that can be edited again once it was saved. */
export const readableMarks = (marks: readonly Mark[]): readonly Mark[] =>
  marks.length > DEEPEST_MARKS ? marks.slice(0, DEEPEST_MARKS) : marks;

/** True when the lines between two positions could stand so many elements deeper and still be edited once they were saved. */
export function canNest(doc: ProseMirrorNode, from: number, to: number, levels: number): boolean {
  let deepest = 0;
  doc.nodesBetween(from, to, (node, position) => {
    if (node.isTextblock) deepest = Math.max(deepest, doc.resolve(position).depth);
    return !node.isTextblock;
  });
  return deepest + levels <= DEEPEST_BLOCKS;
}
