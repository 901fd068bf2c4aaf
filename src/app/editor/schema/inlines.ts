import { Mark, Node } from '@tiptap/core';
import type { DOMOutputSpec } from '@tiptap/pm/model';
import { RemoteImageView } from '../view/remote-image-view.ts';
import { type AttributeList, shownAttributes } from './attributes.ts';
import { elementAttributes, elementOf } from './element-node.ts';
import { shownTag } from './tags.ts';

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

/** Addresses that a link or image may bring; the mail policy judges the whole body again before it is kept. */
const LINK = /^(?:https?|mailto|tel):/i;
const IMAGE = /^(?:https?:|cid:|data:image\/(?!svg))/i;

const KEPT_OF_IMAGE = ['src', 'alt', 'width', 'height', 'title'];

/** Where a picture of the message (its content id, without `cid:`) is shown from; null: nowhere. */
export type ImageUrl = (contentId: string) => string | null;

export const Image = Node.create<{ imageUrl: ImageUrl }>({
  name: 'image',
  group: 'inline',
  inline: true,
  draggable: true,
  addOptions: () => ({ imageUrl: () => null }),
  addAttributes: () => elementAttributes('img'),
  parseHTML: () => [
    {
      tag: 'img[src]',
      getAttrs: (element) =>
        IMAGE.test(element.getAttribute('src') ?? '') && {
          attributes: KEPT_OF_IMAGE.flatMap((name) => {
            const value = element.getAttribute(name);
            return value === null ? [] : [[name, value]];
          }),
        },
    },
  ],
  renderHTML: ({ node }): DOMOutputSpec => ['img', shownAttributes(node.attrs.attributes as AttributeList)],
  addNodeView() {
    const { imageUrl } = this.options;
    return ({ node, view }) => new RemoteImageView(node, view, imageUrl);
  },
});

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
        return LINK.test(href) && { ...plain('a'), attributes: [['href', href]] };
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
  ],
  renderHTML: ({ mark }): DOMOutputSpec => {
    const { tag, attributes } = elementOf(mark);
    return [shownTag(tag, 'span'), shownAttributes(attributes), 0];
  },
});
