import type { Attrs, Node as ProseMirrorNode } from '@tiptap/pm/model';
import { withAttribute } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';

/** The attributes of a new element like this one: its own tag and look, and neither its id nor its place in the source. */
export const another = (node: ProseMirrorNode): Attrs => ({
  tag: elementOf(node).tag,
  attributes: withAttribute(elementOf(node).attributes, 'id', null),
  origin: null,
});
