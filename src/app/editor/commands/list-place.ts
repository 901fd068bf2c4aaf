import type { Node as ProseMirrorNode, ResolvedPos } from '@tiptap/pm/model';
import { blockAround } from './lines.ts';

export const isList = (node: ProseMirrorNode) => node.type.name === 'list';
export const isListItem = (node: ProseMirrorNode) => node.type.name === 'listItem';

/** The innermost list around a position. */
export const listAround = ($pos: ResolvedPos) => blockAround($pos, isList);

/** In how many lists a position is, within its cell. */
export function listDepth($pos: ResolvedPos): number {
  let lists = 0;
  for (let depth = $pos.depth; depth > 0 && !$pos.node(depth).type.spec.isolating; depth--)
    if (isList($pos.node(depth))) lists++;
  return lists;
}
