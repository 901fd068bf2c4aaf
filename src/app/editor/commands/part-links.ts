import type { Mark, Node as ProseMirrorNode } from '@tiptap/pm/model';
import { TextSelection, type Transaction } from '@tiptap/pm/state';
import { type AttributeList, attributeOf } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';
import { closeTag, openTag } from '../source/markup.ts';
import { mapMarks } from './inline-marks.ts';
import type { PlacedBlock } from './lines.ts';

/** A link, or the named place that a link leads to. */
export const isAnchor = (mark: Mark) => elementOf(mark).tag === 'a';

export const isLink = (one: Mark | ProseMirrorNode) =>
  elementOf(one).tag === 'a' && attributeOf(elementOf(one).attributes, 'href') !== undefined;

const isAnchorBlock = (node: ProseMirrorNode) =>
  node.type.name === 'container' && elementOf(node).tag === 'a';

export const isLinkBlock = (node: ProseMirrorNode) => isAnchorBlock(node) && isLink(node);

const isEmptyAnchor = (node: ProseMirrorNode) =>
  node.type.name === 'inlineOpaque' && /^<a[\s>]/.test(node.attrs.html);

const isName = (name: string) => name === 'name' || name === 'id';

/** What an anchor looks like, without where it leads and what it is called. */
const lookOf = (attributes: AttributeList) =>
  attributes.filter(([name]) => !isName(name) && !/^(?:href|target|rel)$/.test(name));

/** The place that an anchor names, in nothing; null when it has no name. */
export function emptyAnchor(anchor: Mark | ProseMirrorNode): ProseMirrorNode | null {
  const names = elementOf(anchor).attributes.filter(([name]) => isName(name));
  const html = openTag('a', names) + closeTag('a');
  return names.length > 0 ? anchor.type.schema.node('inlineOpaque', { html }) : null;
}

/** Marks of a text that is to be in a link: a named anchor around it leaves its look alone. */
export const withoutNamed = (marks: readonly Mark[]): readonly Mark[] =>
  marks.flatMap((mark) => {
    if (!isAnchor(mark) || isLink(mark)) return [mark];
    const attributes = lookOf(elementOf(mark).attributes);
    return attributes.length > 0 ? [mark.type.create({ tag: 'span', attributes, origin: null })] : [];
  });

/** Remembers what it found of a node: beyond the first call its cost follows the change. */
function remembered(find: (node: ProseMirrorNode) => boolean): (node: ProseMirrorNode) => boolean {
  const known = new WeakMap<ProseMirrorNode, boolean>();
  return (node) => {
    const found = known.get(node) ?? find(node);
    known.set(node, found);
    return found;
  };
}

/** HTML parsers keep a link in another one across the border of a cell alone (HTML, 13.2.4.3: markers). */
const isCell = (node: ProseMirrorNode) => node.type.name === 'tableCell' || node.type.name === 'tableCaption';

const isOrHoldsAnchor = remembered(
  (node) =>
    isAnchorBlock(node) ||
    isEmptyAnchor(node) ||
    node.marks.some(isAnchor) ||
    (!isCell(node) && node.children.some(isOrHoldsAnchor)),
);

const isOuter = (node: ProseMirrorNode) => isAnchorBlock(node) && node.children.some(isOrHoldsAnchor);

const isOrHoldsOuter: (node: ProseMirrorNode) => boolean = remembered(
  (node) => !node.isTextblock && (isOuter(node) || node.children.some(isOrHoldsOuter)),
);

/** The first anchor around blocks that has another one inside. */
function firstOuter(doc: ProseMirrorNode): PlacedBlock | null {
  let found: PlacedBlock | null = null;
  if (isOrHoldsOuter(doc))
    doc.descendants((node, pos) => {
      if (!found && isOuter(node)) found = { node, pos };
      return !found && isOrHoldsOuter(node);
    });
  return found;
}

function makeSpan(tr: Transaction, { node, pos }: PlacedBlock) {
  tr.setNodeAttribute(pos, 'tag', 'span');
  tr.setNodeAttribute(pos, 'attributes', lookOf(elementOf(node).attributes));
}

/** A link around blocks stays; what is inside is no link any more. */
function takeAnchorsOut(tr: Transaction, outer: PlacedBlock) {
  const inside: PlacedBlock[] = [];
  outer.node.descendants((node, offset) => {
    inside.push({ node, pos: outer.pos + 1 + offset });
    return !isCell(node);
  });
  const { selection } = tr;
  for (const { node, pos } of inside)
    if (node.marks.some(isAnchor))
      mapMarks(tr, pos, pos + node.nodeSize, (marks) => marks.filter((mark) => !isAnchor(mark)));
  // Marks have no size: the caret is where it was.
  if (selection instanceof TextSelection)
    tr.setSelection(TextSelection.create(tr.doc, selection.anchor, selection.head));
  for (const { node, pos } of inside.toReversed()) {
    if (isEmptyAnchor(node)) tr.delete(pos, pos + node.nodeSize);
    else if (isAnchorBlock(node)) makeSpan(tr, { node, pos });
  }
}

/** A named anchor around blocks becomes an empty one in front of their first words. */
function nameInFront(tr: Transaction, outer: PlacedBlock) {
  const lines: PlacedBlock[] = [];
  outer.node.descendants((node, offset) => {
    if (node.isTextblock) lines.push({ node, pos: outer.pos + 1 + offset });
    return !node.isTextblock;
  });
  const line = lines.find(({ node }) => node.childCount > 0) ?? lines[0];
  const anchor = emptyAnchor(outer.node);
  makeSpan(tr, outer);
  if (line && anchor) tr.insert(line.pos + 1, anchor);
}

/** Parts links and named anchors that an edit put into anchors around blocks: the next HTML parser would tear both. */
export function partLinks(tr: Transaction): Transaction {
  for (let outer = firstOuter(tr.doc); outer; outer = firstOuter(tr.doc)) {
    if (isLink(outer.node)) takeAnchorsOut(tr, outer);
    else nameInFront(tr, outer);
  }
  return tr;
}
