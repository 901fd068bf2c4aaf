import { Fragment, type Node as ProseMirrorNode, type Schema, Slice } from '@tiptap/pm/model';

const isBlockList = (content: Fragment) => content.content.every((node) => node.type.isInGroup('block'));

/** How deep a slice may be open on one side: never into a table, whose half would be no table. */
export function openDepth(content: Fragment, wanted: number, side: 'start' | 'end'): number {
  const edge = (of: Fragment) => (side === 'start' ? of.firstChild : of.lastChild);
  let depth = 0;
  for (let node = edge(content); node && depth < wanted && !node.isLeaf; node = edge(node.content)) {
    if (node.type.spec.isolating) break;
    depth++;
  }
  return depth;
}

/**
 * A copied piece as it makes sense in another place: without the table, list or quote around it when it lies in one cell, item
 * or quote alone, and with tables whole.
 */
export function portableSlice(slice: Slice, schema: Schema): Slice {
  let { content } = slice;
  if (content.firstChild?.isInline) {
    return new Slice(Fragment.from(schema.node('textBlock', { tag: null }, content)), 1, 1);
  }
  let descended = 0;
  const most = Math.min(slice.openStart, slice.openEnd);
  let only: ProseMirrorNode | null | undefined = onlyChild(content);
  for (let depth = 1; only && !only.isTextblock && depth < most; depth++) {
    if (isBlockList(only.content)) {
      content = only.content;
      descended = depth;
    }
    only = onlyChild(only.content);
  }
  const depth = (open: number, side: 'start' | 'end') => openDepth(content, open - descended, side);
  return new Slice(content, depth(slice.openStart, 'start'), depth(slice.openEnd, 'end'));
}

const onlyChild = (content: Fragment) => (content.childCount === 1 ? content.firstChild : null);
