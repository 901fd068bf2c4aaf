import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { AllSelection, type EditorState, Selection, TextSelection } from '@tiptap/pm/state';
import { foldedSpans, type Part, reachesEnd, type Span } from './part.ts';

type Direction = 1 | -1;

/** True where a caret could not be seen. At the edges of a span it can, but for the far end of a line. */
function hides(span: Span, position: number, doc: ProseMirrorNode): boolean {
  const { from, to, inline } = span;
  return from < position && (position < to || (inline && position === to && reachesEnd(doc, span)));
}

/** The first place for a caret from a position on, in text that is not folded. */
function visibleFrom(
  doc: ProseMirrorNode,
  start: number,
  direction: Direction,
  folded: readonly Span[],
): Selection | null {
  for (let at = start; at >= 0 && at <= doc.content.size; ) {
    const found = Selection.findFrom(doc.resolve(at), direction, true);
    if (!found) return null;
    const span = folded.find((other) => hides(other, found.head, doc));
    if (!span) return found;
    const edge = direction > 0 ? span.to : span.from;
    // A span within a line ends in that line; what follows begins behind it.
    const isInLine = direction > 0 && span.inline && hides(span, edge, doc);
    at = isInLine ? doc.resolve(edge).after() : edge;
  }
  return null;
}

/** False where a caret would find no text that is not folded. */
export const hasVisibleText = (doc: ProseMirrorNode, folded: readonly Span[]) =>
  folded.length === 0 || visibleFrom(doc, 0, 1, folded) !== null;

/** From the first to the last text that is not folded; null where something folded lies between. */
export function visibleText(doc: ProseMirrorNode, parts: readonly Part[]): Selection | null {
  const folded = foldedSpans(parts);
  const first = visibleFrom(doc, 0, 1, folded);
  const last = visibleFrom(doc, doc.content.size, -1, folded);
  if (!first || !last) return null;
  const isBetween = folded.some(({ from, to }) => first.from <= from && to <= last.to);
  return isBetween ? null : TextSelection.create(doc, first.from, last.to);
}

export const isFoldedIn = ({ from, to, empty }: Selection, span: Span) =>
  !empty && from < span.to && to > span.from;

/**
 * The selection to have instead of one with an end where nothing is seen: on in the direction that the caret went, or else
 * back. Null when it may stay.
 */
export function visibleSelection(
  state: EditorState,
  before: number,
  parts: readonly Part[],
): Selection | null {
  const { doc, selection } = state;
  const folded = foldedSpans(parts);
  if (folded.length === 0 || selection instanceof AllSelection) return null;
  const isInside = folded.some(({ from, to }) => from <= selection.from && selection.to <= to);
  const isHidden = (position: number) => folded.some((span) => hides(span, position, doc));
  const move = (position: number, direction: Direction) =>
    (
      visibleFrom(doc, position, direction, folded) ??
      visibleFrom(doc, position, -direction as Direction, folded)
    )?.head;
  const direction = selection.head < before ? -1 : 1;
  if (!(selection instanceof TextSelection)) {
    const isUnseen = selection.empty ? isHidden(selection.head) : isInside;
    const target = isUnseen ? move(selection.from, direction) : undefined;
    return target === undefined ? null : TextSelection.create(doc, target);
  }
  if (!isHidden(selection.anchor) && !isHidden(selection.head)) return null;
  const head = isHidden(selection.head) ? move(selection.head, direction) : selection.head;
  const anchor =
    isHidden(selection.anchor) && !selection.empty ? move(selection.anchor, -1) : selection.anchor;
  if (head === undefined || anchor === undefined) return null;
  return TextSelection.create(doc, selection.empty ? head : anchor, head);
}
