import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';
import { contentIdOf } from '#mail/inline-images.ts';
import { attributeOf, shownAttributes } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';
import { caretStop } from './caret-stop.ts';
import { imagesShown, onImagesShown } from './remote-images.ts';

const IN_THE_BODY = /^data:image\//i;
const REMOTE = /^(?:https?:)?\/\//i;

/**
 * An image that asks nothing of the network until the person who edits does: until then its description stands in its space.
 * A picture of the message itself comes from the desk and is shown at once.
 */
export class RemoteImageView implements NodeView {
  readonly dom: HTMLElement;
  readonly #stop: () => void;

  constructor(node: ProseMirrorNode, view: EditorView, imageUrl: (contentId: string) => string | null) {
    this.dom = document.createElement('span');
    this.dom.dataset.image = '';
    const { attributes } = elementOf(node);
    const contentId = contentIdOf(attributeOf(attributes, 'src') ?? '');
    const own = contentId === null ? null : imageUrl(contentId);
    const show = () =>
      this.dom.replaceChildren(own ? picture(attributes, own) : shownImage(attributes, imagesShown(view)));
    show();
    this.#stop = onImagesShown(view, show);
  }

  ignoreMutation() {
    return true;
  }

  destroy() {
    this.#stop();
  }
}

/** The picture itself where it comes with the body or may be fetched, else its placeholder. */
export function shownImage(attributes: Attributes, remote: boolean): HTMLElement {
  const source = sourceOf(attributes);
  const shown = IN_THE_BODY.test(source) || (REMOTE.test(source) && remote);
  return shown ? picture(attributes, source) : placeholder(attributes);
}

/** Where an image has several sizes alone, the first one. */
const sourceOf = (attributes: Attributes) =>
  (
    attributeOf(attributes, 'src') ??
    attributeOf(attributes, 'srcset')?.trim().split(/,?\s/, 1)[0] ??
    ''
  ).trim();

type Attributes = Parameters<typeof shownAttributes>[0];

function picture(attributes: Attributes, source: string): HTMLElement {
  const image = document.createElement('img');
  dress(image, attributes);
  image.alt = attributeOf(attributes, 'alt') ?? '';
  image.referrerPolicy = 'no-referrer';
  image.draggable = false;
  image.src = source;
  return image;
}

function placeholder(attributes: Attributes): HTMLElement {
  const box = document.createElement('span');
  box.append(caretStop());
  dress(box, attributes);
  const alt = attributeOf(attributes, 'alt')?.trim();
  box.dataset.imagePlaceholder = '';
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', alt ? `Image, not loaded: ${alt}` : 'Image, not loaded');
  if (alt) box.dataset.alt = alt;
  for (const side of ['width', 'height'] as const) {
    const length = attributeOf(attributes, side) ?? '';
    if (/^\d+$/.test(length) && !box.style[side]) box.style[side] = `${length}px`;
    if (/^\d+%$/.test(length) && !box.style[side]) box.style[side] = length;
  }
  return box;
}

function dress(element: HTMLElement, attributes: Attributes) {
  const { style, ...shown } = shownAttributes(attributes);
  for (const [name, value] of Object.entries(shown)) element.setAttribute(name, value);
  if (style) element.style.cssText = style;
}
