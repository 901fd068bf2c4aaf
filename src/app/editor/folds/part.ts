import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import type { Mappable } from '@tiptap/pm/transform';

/** Positions in the document: a run of whole blocks, or (inline) a run within one line. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly inline: boolean;
}

export type PartKind = 'quoted text' | 'signature';

/** A part of a body that its reader does not need to see all the time. */
export interface Part {
  readonly kind: PartKind;
  /** In document order; quoted history may be several runs. */
  readonly spans: readonly Span[];
  /** Plain: known, but never folded, since it is passed on, or was just put in, or is all there is. */
  readonly state: 'folded' | 'shown' | 'plain';
}

/** Neighbouring blocks as one span. */
export function joined(spans: readonly Span[]): Span[] {
  const list: Span[] = [];
  for (const span of spans) {
    const last = list.at(-1);
    const adjoins = last !== undefined && last.to === span.from && !last.inline && !span.inline;
    if (adjoins) list[list.length - 1] = { ...last, to: span.to };
    else list.push(span);
  }
  return list;
}

/** The positions that are folded now. */
export const foldedSpans = (parts: readonly Part[]): readonly Span[] =>
  parts.filter(({ state }) => state === 'folded').flatMap(({ spans }) => spans);

/** True when the span runs to the end of what it stands in. */
export function reachesEnd(doc: ProseMirrorNode, { to }: Span): boolean {
  const $to = doc.resolve(to);
  return $to.parentOffset === $to.parent.content.size;
}

/** True when a step of the transaction changed something inside the span, which has the positions before it. */
export function isTouched(span: Span, { mapping }: Pick<Transaction, 'mapping'>): boolean {
  let { from, to } = span;
  let touched = false;
  for (const map of mapping.maps) {
    map.forEach((start, end) => {
      if (start < to && end > from) touched = true;
    });
    from = map.map(from, 1);
    to = map.map(to, -1);
  }
  return touched;
}

/** The span after an edit; null when it is gone, or its ends no longer belong together. */
function mapSpan(span: Span, mapping: Mappable, doc: ProseMirrorNode): Span | null {
  const from = mapping.map(span.from, 1);
  const to = mapping.map(span.to, -1);
  if (to <= from) return null;
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
  const holds = $from.sameParent($to) && $from.parent.inlineContent === span.inline;
  return holds ? { from, to, inline: span.inline } : null;
}

/** The part after an edit. What was written into by an undo is shown; what is gone is null. */
export function mapPart(part: Part, tr: Transaction): Part | null {
  const spans = part.spans.flatMap((span) => mapSpan(span, tr.mapping, tr.doc) ?? []);
  if (spans.length === 0) return null;
  const touched = part.state === 'folded' && part.spans.some((span) => isTouched(span, tr));
  return { ...part, spans, state: touched ? 'shown' : part.state };
}
