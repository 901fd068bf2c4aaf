import { Extension } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { directionOfLetters, isDirected, statedDirection } from '../schema/direction.ts';
import { elementOf } from '../schema/element-node.ts';

interface Directions {
  /** Shows lines and lists that state no direction in that of their letters; a real `dir`, which the browser's caret follows. */
  readonly shown: DecorationSet;
  /** Origins of lines that had no word when they were loaded: what they say was written here. */
  readonly blank: ReadonlySet<number>;
}

const key = new PluginKey<Directions>('lineDirections');

/** True for a line or list that leaves in the direction of its letters though it states none. */
export function isWrittenHere(state: EditorState, node: ProseMirrorNode): boolean {
  const { origin } = elementOf(node);
  return origin === null || (key.getState(state)?.blank.has(origin) ?? false);
}

interface Block {
  readonly node: ProseMirrorNode;
  readonly from: number;
  readonly to: number;
  /** Null where the direction is stated, here or around. */
  readonly direction: 'ltr' | 'rtl' | null;
}

/** The outermost blocks of a range that have a direction as a whole. */
function blocksBetween(doc: ProseMirrorNode, from: number, to: number): Block[] {
  const blocks: Block[] = [];
  doc.nodesBetween(from, to, (node, position, parent, index) => {
    const stated = statedDirection(node) !== null;
    if (!stated && !isDirected(node)) return true;
    const before = index > 0 ? parent?.child(index - 1) : undefined;
    // The next line is begun in the direction of the last.
    const follows = node.childCount === 0 && before && isDirected(before) && statedDirection(before) === null;
    const direction = stated ? null : directionOfLetters(follows ? before : node);
    blocks.push({ node, from: position, to: position + node.nodeSize, direction });
    return false;
  });
  return blocks;
}

function show(shown: DecorationSet, doc: ProseMirrorNode, from: number, to: number): DecorationSet {
  // An empty line depends on the one before it.
  const last = blocksBetween(doc, from, to).at(-1);
  let next = shown;
  for (const block of last ? blocksBetween(doc, from, Math.min(doc.content.size, last.to + 1)) : []) {
    const there = next
      .find(block.from, block.to)
      .filter((found) => found.to > block.from && found.from < block.to);
    const wanted = block.direction === 'rtl';
    const kept = there.find((found) => wanted && found.from === block.from && found.to === block.to);
    next = next.remove(there.filter((found) => found !== kept));
    if (wanted && !kept) next = next.add(doc, [Decoration.node(block.from, block.to, { dir: 'rtl' })]);
  }
  return next;
}

function start(doc: ProseMirrorNode): Directions {
  const blank = new Set<number>();
  for (const { node } of blocksBetween(doc, 0, doc.content.size)) {
    const { origin } = elementOf(node);
    if (origin !== null && directionOfLetters(node) === null) blank.add(origin);
  }
  return { shown: show(DecorationSet.empty, doc, 0, doc.content.size), blank };
}

/** What a transaction replaced, and what it changed without replacing: attributes. */
function changedRange({ before, doc, mapping }: Transaction): { from: number; to: number } {
  let from = before.content.findDiffStart(doc.content) ?? doc.content.size;
  let to = before.content.findDiffEnd(doc.content)?.b ?? 0;
  mapping.maps.forEach((map, index) => {
    map.forEach((_oldStart, _oldEnd, start, end) => {
      const later = mapping.slice(index + 1);
      from = Math.min(from, later.map(start, -1));
      to = Math.max(to, later.map(end, 1));
    });
  });
  return { from, to: Math.min(doc.content.size, Math.max(from, to) + 1) };
}

export const lineDirections = () =>
  new Plugin<Directions>({
    key,
    state: {
      init: (_, { doc }) => start(doc),
      apply(tr, { shown, blank }) {
        if (!tr.docChanged) return { shown, blank };
        const { from, to } = changedRange(tr);
        return { shown: show(shown.map(tr.mapping, tr.doc), tr.doc, from, to), blank };
      },
    },
    props: { decorations: (state) => key.getState(state)?.shown },
  });

export const LineDirections = Extension.create({
  name: 'lineDirections',
  addProseMirrorPlugins: () => [lineDirections()],
});
