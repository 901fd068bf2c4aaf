import { type Attributes, mergeAttributes, Node, type NodeConfig } from '@tiptap/core';
import type { DOMOutputSpec, Mark, Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type AttributeList, shownAttributes } from './attributes.ts';
import { shownTag } from './tags.ts';

/** What every node and mark knows of its element. `origin` is the number of its source: see source/sources.ts. */
export interface ElementAttributes {
  readonly tag: string | null;
  readonly attributes: AttributeList;
  readonly origin: number | null;
}

const attribute = (initial: unknown) => ({ default: initial, rendered: false, parseHTML: () => null });

export const elementAttributes = (tag: string | null): Attributes => ({
  tag: attribute(tag),
  attributes: attribute([]),
  origin: attribute(null),
});

export const verbatimAttributes = (): Attributes => ({ html: attribute(''), origin: attribute(null) });

export const elementOf = (one: ProseMirrorNode | Mark): ElementAttributes => one.attrs as ElementAttributes;

/** A node that shows as its own element, with its content inside. */
export function elementNode(tag: string | null, config: NodeConfig & { name: string }) {
  return Node.create({
    ...config,
    addAttributes: () => elementAttributes(tag),
    renderHTML: ({ node }): DOMOutputSpec => {
      const { tag, attributes } = elementOf(node);
      return [
        shownTag(tag, 'div'),
        mergeAttributes({ 'data-block': node.type.name }, shownAttributes(attributes)),
        0,
      ];
    },
  });
}
