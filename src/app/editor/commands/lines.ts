import { NodeRange, type Node as ProseMirrorNode, type ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { another } from './another.ts';

/** A block, and the position before it. */
export interface PlacedBlock {
  readonly node: ProseMirrorNode;
  readonly pos: number;
}

/** A text block. */
export type Line = PlacedBlock;

type Selected = Pick<EditorState | Transaction, 'doc' | 'selection'>;

/** The lines that a selection reaches into. The one at whose start it ends, as after a triple click, is none of them. */
export function selectedLines({ doc, selection }: Selected): Line[] {
  const lines: Line[] = [];
  for (const { $from, $to } of selection.ranges) {
    doc.nodesBetween($from.pos, $to.pos, (node, pos) => {
      const isOnlyReached = $to.pos === pos + 1 && $from.pos < pos;
      if (node.isTextblock && !isOnlyReached) lines.push({ node, pos });
      return !node.isTextblock;
    });
  }
  return lines;
}

const isBlank = ({ node }: Line) => node.content.size === 0;

/** The selected lines from the first to the last that says something; a lone or blank selection is as it is. */
export function writtenLines(selected: Selected): Line[] {
  const lines = selectedLines(selected);
  const first = lines.findIndex((line) => !isBlank(line));
  const last = lines.findLastIndex((line) => !isBlank(line));
  return first < 0 ? lines : lines.slice(first, last + 1);
}

/**
 * Where a text block holds several lines, parted by line breaks, makes each selected one a block of its own, and one each of
 * what stands above and below them. `parts` says which blocks are parted.
 */
export function partLines(tr: Transaction, parts: (line: ResolvedPos) => boolean): void {
  const { from, to } = tr.selection;
  const cuts = selectedLines(tr)
    .filter(({ pos }) => parts(tr.doc.resolve(pos + 1)))
    .flatMap(({ node, pos }) => {
      const breaks: number[] = [];
      node.forEach((child, offset) => {
        if (child.type.name === 'lineBreak') breaks.push(pos + 1 + offset);
      });
      const above = breaks.findLast((at) => at < from);
      const below = breaks.find((at) => at >= to);
      return breaks.filter((at) => at === above || at === below || (at >= from && at < to));
    });
  const { selection } = tr;
  for (const at of cuts.toReversed()) {
    const { parent } = tr.doc.resolve(at);
    // Parted first: without the break, two texts that look alike would be one, and not be what was loaded any more.
    tr.split(at, 1, [{ type: parent.type, attrs: another(parent) }]).delete(at + 2, at + 3);
  }
  if (cuts.length === 0 || !(selection instanceof TextSelection)) return;
  // A break is one position, and the border between two blocks two.
  const moved = (position: number) => position + cuts.filter((at) => at < position).length;
  tr.setSelection(TextSelection.create(tr.doc, moved(selection.anchor), moved(selection.head)));
}

/**
 * Lines as runs of neighbouring blocks, as large as they can be: of a list, a table or a quote of which every line is meant, the
 * whole is one of them.
 */
export function runsOf(doc: ProseMirrorNode, lines: readonly Line[]): NodeRange[] {
  const first = lines[0];
  const last = lines.at(-1);
  if (!first || !last) return [];
  const end = last.pos + last.node.nodeSize;
  const meant = new Set(lines.map(({ pos }) => pos));
  const isMeant = (node: ProseMirrorNode, pos: number): boolean => {
    if (node.isTextblock) return meant.has(pos);
    if (node.isLeaf) return first.pos < pos && pos < end;
    let at = pos + 1;
    for (const child of node.children) {
      if (!isMeant(child, at)) return false;
      at += child.nodeSize;
    }
    return true;
  };
  const runs: { from: number; to: number }[] = [];
  const visit = (parent: ProseMirrorNode, start: number) => {
    parent.forEach((child, offset) => {
      const pos = start + offset;
      if (pos + child.nodeSize <= first.pos || pos >= end) return;
      const run = runs.at(-1);
      if (!child.type.isInGroup('block') || !isMeant(child, pos)) {
        if (!child.isTextblock) visit(child, pos + 1);
      } else if (run?.to === pos) run.to = pos + child.nodeSize;
      else runs.push({ from: pos, to: pos + child.nodeSize });
    });
  };
  visit(doc, 0);
  return runs.map(({ from, to }) => {
    const $from = doc.resolve(from);
    return new NodeRange($from, doc.resolve(to), $from.depth);
  });
}

/** The innermost block around a position that is one of these. */
export function blockAround(
  $pos: ResolvedPos,
  isOne: (node: ProseMirrorNode) => boolean,
): PlacedBlock | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth);
    if (isOne(node)) return { node, pos: $pos.before(depth) };
  }
  return null;
}

/** Joins the block at a position with its neighbours that are `alike`. */
export function joinAlike(
  tr: Transaction,
  pos: number,
  alike: (one: ProseMirrorNode, other: ProseMirrorNode) => boolean,
): void {
  const node = tr.doc.nodeAt(pos);
  if (!node) return;
  const after = tr.doc.resolve(pos + node.nodeSize).nodeAfter;
  if (after && alike(node, after)) tr.join(pos + node.nodeSize);
  const before = tr.doc.resolve(pos).nodeBefore;
  if (before && alike(before, node)) tr.join(pos);
}
