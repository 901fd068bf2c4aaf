import { Mark, Node } from '@tiptap/core';
import type { DOMOutputSpec, Mark as ProseMirrorMark } from '@tiptap/pm/model';
import { RemoteImageView } from '../view/remote-image-view.ts';
import { type AttributeList, shownAttributes } from './attributes.ts';
import { type ElementAttributes, elementAttributes } from './element-node.ts';

export const Text = Node.create({ name: 'text', group: 'inline' });

export const LineBreak = Node.create({
  name: 'lineBreak',
  group: 'inline',
  inline: true,
  selectable: false,
  addAttributes: () => elementAttributes('br'),
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: (): DOMOutputSpec => ['br'],
  renderText: () => '\n',
});

/** Addresses that a pasted link or image may bring; the mail policy judges the whole body again before it is kept. */
const PASTED_LINK = /^(?:https?|mailto|tel):/i;
const PASTED_IMAGE = /^(?:https?:|cid:|data:image\/(?!svg))/i;

const KEPT_OF_IMAGE = ['src', 'alt', 'width', 'height', 'title'];

export const Image = Node.create({
  name: 'image',
  group: 'inline',
  inline: true,
  draggable: true,
  addAttributes: () => elementAttributes('img'),
  parseHTML: () => [
    {
      tag: 'img[src]',
      getAttrs: (element) =>
        PASTED_IMAGE.test(element.getAttribute('src') ?? '') && {
          attributes: KEPT_OF_IMAGE.flatMap((name) => {
            const value = element.getAttribute(name);
            return value === null ? [] : [[name, value]];
          }),
        },
    },
  ],
  renderHTML: ({ node }): DOMOutputSpec => ['img', shownAttributes(node.attrs.attributes as AttributeList)],
  addNodeView:
    () =>
    ({ node, view }) =>
      new RemoteImageView(node, view),
});

export const elementOfMark = (mark: ProseMirrorMark): ElementAttributes => mark.attrs as ElementAttributes;

const plain = (tag: string) => ({ tag, attributes: [], origin: null });

/**
 * An inline element: b, span, font, a … One kind of mark, which nests in itself in the order of the source; its origin keeps
 * neighbours that look alike from merging.
 */
export const InlineElement = Mark.create({
  name: 'element',
  excludes: '',
  addAttributes: () => elementAttributes('span'),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => {
        const href = element.getAttribute('href') ?? '';
        return PASTED_LINK.test(href) && { ...plain('a'), attributes: [['href', href]] };
      },
    },
    {
      tag: 'b',
      getAttrs: (element) => !/^(?:normal|400)$/.test(element.style.fontWeight) && plain('strong'),
    },
    { tag: 'strong', attrs: plain('strong') },
    ...['em', 'u', 's', 'sub', 'sup', 'code'].map((tag) => ({ tag, attrs: plain(tag) })),
    { tag: 'i', getAttrs: (element) => element.style.fontStyle !== 'normal' && plain('em') },
    { tag: 'del, strike', attrs: plain('s') },
    {
      style: 'font-weight',
      getAttrs: (value) => /^(?:bold(?:er)?|[6-9]\d\d)$/.test(value) && plain('strong'),
    },
    { style: 'font-style=italic', attrs: plain('em') },
    {
      style: 'text-decoration',
      consuming: false,
      getAttrs: (value) => /underline/.test(value) && plain('u'),
    },
    {
      style: 'text-decoration',
      consuming: false,
      getAttrs: (value) => /line-through/.test(value) && plain('s'),
    },
  ],
  renderHTML: ({ mark }): DOMOutputSpec => {
    const { tag, attributes } = elementOfMark(mark);
    return [tag ?? 'span', shownAttributes(attributes), 0];
  },
});
