import { type Attrs, Fragment, type Mark, type Node as ProseMirrorNode, type Schema } from '@tiptap/pm/model';
import { attributeOf, attributesOf, isBuildable, keepsWhiteSpace } from '../schema/attributes.ts';
import { DEEPEST_MARKS } from '../schema/nesting.ts';
import { isAtom, isHtml } from '../schema/tags.ts';
import { markupOf } from './markup.ts';
import type { LineSource, Sources, Unseen } from './sources.ts';
import { collapse, endsBlank, trimEnd } from './white-space.ts';

export interface ParsedLine {
  readonly content: Fragment;
  readonly line: LineSource;
  /** False when nothing of it shows, not even a blank line. */
  readonly shows: boolean;
}

interface Piece {
  readonly kind: 'text' | 'break' | 'atom' | 'comment';
  readonly keep: boolean;
  shown: string;
  live: boolean;
}

/** Reads inline DOM (the content of a text block) into inline nodes, and what of it has no node. */
export function parseLine(
  nodes: readonly Node[],
  keep: boolean,
  schema: Schema,
  sources: Sources,
): ParsedLine {
  const pieces = new Map<Node, Piece>();
  collectPieces(nodes, keep, 0, pieces);
  const list = [...pieces.values()];
  collapseLine(list);
  const last = list.findLast((piece) => piece.live);
  // A line's last <br> ends the line and starts none, in every mail client.
  if (last?.kind === 'break') last.live = false;
  return { ...buildLine(nodes, pieces, schema, sources), shows: last !== undefined };
}

function collectPieces(nodes: Iterable<Node>, keep: boolean, depth: number, pieces: Map<Node, Piece>) {
  for (const node of nodes) {
    const piece = (kind: Piece['kind'], live: boolean, shown = '') =>
      pieces.set(node, { kind, keep, live, shown });
    if (node.nodeType === 3) piece('text', false, node.nodeValue ?? '');
    else if (node.nodeType !== 1) piece('comment', false);
    else {
      const element = node as Element;
      if (element.localName === 'br' && isBuildable(element)) piece('break', true);
      else if (isAtom(element) || !isBuildable(element) || depth >= DEEPEST_MARKS) piece('atom', true);
      else if (!element.hasChildNodes() && attributeOf(attributesOf(element), 'style')) piece('atom', true);
      else {
        const kept = keepsWhiteSpace(element.localName, attributesOf(element)) ?? keep;
        collectPieces(element.childNodes, kept, depth + 1, pieces);
      }
    }
  }
}

function collapseLine(pieces: readonly Piece[]) {
  let afterSpace = true;
  let ending: Piece | null = null;
  const endLine = () => {
    if (ending) ending.shown = trimEnd(ending.shown);
    if (ending?.shown === '') ending.live = false;
    ending = null;
    afterSpace = true;
  };
  for (const piece of pieces) {
    if (piece.kind === 'break') endLine();
    else if (piece.kind === 'atom') {
      afterSpace = false;
      ending = null;
    } else if (piece.kind === 'text') {
      if (!piece.keep) piece.shown = collapse(piece.shown, afterSpace);
      piece.live = piece.shown !== '';
      if (!piece.live) continue;
      afterSpace = !piece.keep && endsBlank(piece.shown);
      ending = afterSpace ? piece : null;
    }
  }
  endLine();
}

function buildLine(line: readonly Node[], pieces: Map<Node, Piece>, schema: Schema, sources: Sources) {
  const alive = aliveElements(pieces);
  const nodes: ProseMirrorNode[] = [];
  const leads: Unseen[][] = [];
  let unseen: Unseen[] = [];
  const create = (type: string, attrs: Attrs, marks: readonly Mark[]) =>
    schema.node(type, attrs, undefined, marks);

  const push = (node: ProseMirrorNode) => {
    nodes.push(node);
    leads.push(unseen);
    unseen = [];
  };
  const pushText = (node: ProseMirrorNode) => {
    const previous = nodes.at(-1);
    if (previous?.isText && previous.sameMarkup(node)) {
      // ProseMirror would join the two texts, and what stands between them would lose its place.
      const between = unseen;
      unseen = [];
      for (const { html, marks } of between) push(create('inlineOpaque', { html }, marks));
    }
    push(node);
  };
  const visit = (children: Iterable<Node>, marks: readonly Mark[]) => {
    for (const child of children) {
      const piece = pieces.get(child);
      const found = child as Element;
      if (piece?.live && piece.kind === 'text') {
        pushText(sources.keepInline(schema.text(piece.shown, marks), child));
      } else if (piece?.live) {
        const attributes = attributesOf(found);
        const keep = (type: string, attrs: Attrs) =>
          push(sources.keepInline(create(type, attrs, marks), child));
        if (piece.kind === 'break') keep('lineBreak', { tag: 'br', attributes });
        else if (isImage(found)) keep('image', { tag: 'img', attributes });
        else keep('inlineOpaque', { html: markupOf([child]) });
      } else if (alive.has(child)) {
        const attributes = attributesOf(found);
        const mark = schema.mark('element', { tag: found.localName, attributes, origin: sources.number() });
        visit(child.childNodes, [...marks, mark]);
      } else unseen.push({ html: markupOf([child]), marks });
    }
  };
  visit(line, []);
  return { content: Fragment.fromArray(nodes), line: { leads, trail: unseen } };
}

const isImage = (element: Element) => element.localName === 'img' && isHtml(element) && isBuildable(element);

/** The elements around what shows; in a blank line those around its break, whose look it has. */
function aliveElements(pieces: Map<Node, Piece>): Set<Node> {
  const alive = new Set<Node>();
  const all = [...pieces];
  const shown = all.filter(([, { live }]) => live);
  const breaks = all.filter(([, { kind }]) => kind === 'break');
  for (const [node] of shown.length > 0 ? shown : breaks) {
    for (let at = node.parentNode; at && !alive.has(at); at = at.parentNode) alive.add(at);
  }
  return alive;
}
