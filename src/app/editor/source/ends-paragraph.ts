import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { elementOf } from '../schema/element-node.ts';
import { isBlockTag } from '../schema/tags.ts';

/** True when one of its blocks would end a paragraph around it, as each but a table does for an HTML parser. */
export const endsParagraph = ({ children }: ProseMirrorNode): boolean =>
  children.some((block, index) => {
    if (block.type.name === 'table') return false;
    const tag = block.isLeaf ? (/^<([\w-]+)/.exec(block.attrs.html)?.[1] ?? null) : elementOf(block).tag;
    if (tag !== null && isBlockTag(tag)) return true;
    // The second of two lines without elements is written in one.
    const before = index > 0 ? children[index - 1] : undefined;
    if (block.isTextblock) return before?.isTextblock === true;
    return endsParagraph(block);
  });
