import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { isBlankLine } from '../schema/blank-line.ts';
import { joined, type Span } from './part.ts';

/** The blank lines from a position on, or before it, as spans; null where something else stands before `end` is reached. */
function blankLines(doc: ProseMirrorNode, start: number, end: number): Span[] | null {
  const step = end < start ? -1 : 1;
  const spans: Span[] = [];
  for (let at = start; at !== end; ) {
    const $at = doc.resolve(at);
    const node = step < 0 ? $at.nodeBefore : $at.nodeAfter;
    if (node && isBlankLine(node)) {
      const to = at + step * node.nodeSize;
      spans.push({ from: Math.min(at, to), to: Math.max(at, to), inline: false });
      at = to;
    } else if (node === null ? $at.depth > 0 : !node.isTextblock && !node.isLeaf) at += step;
    else return null;
  }
  return step < 0 ? spans.reverse() : spans;
}

/**
 * History together with the blank lines that part it from a folded signature above and, under a reply that stands above it,
 * from the end of the body: a caret there would write below what nobody sees.
 */
export function withBlankLines(
  doc: ProseMirrorNode,
  quoted: readonly Span[],
  signature: readonly Span[],
): Span[] {
  const start = quoted[0]?.from ?? 0;
  const end = quoted.at(-1)?.to ?? 0;
  const signed = signature.at(-1)?.to ?? start;
  const above = signed < start ? (blankLines(doc, start, signed) ?? []) : [];
  const hasReply = doc.textBetween(0, start, ' ', '\ufffc').trim() !== '';
  const below = hasReply ? (blankLines(doc, end, doc.content.size) ?? []) : [];
  return joined([...above, ...quoted, ...below]);
}
