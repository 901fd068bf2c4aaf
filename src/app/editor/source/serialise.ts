import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { keepsWhiteSpace, withAttribute } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';
import { closeTag, markupOf, openTag, swallowsLineFeed } from './markup.ts';
import type { LoadedBody } from './parse-html.ts';
import { serialiseLine } from './serialise-line.ts';
import type { Source, Sources } from './sources.ts';

/** True when `doc` says again what was loaded; compares nothing that is still the same object. */
export const isUnchanged = (loaded: LoadedBody, doc: ProseMirrorNode) =>
  doc === loaded.doc || doc.eq(loaded.doc);

/**
 * The body as HTML: the source of every part that is as it was loaded, and a rendering of its own, with the original tag and
 * attributes, for what changed. Its cost beyond copying the untouched source follows the change.
 */
export function serialise(loaded: LoadedBody, doc: ProseMirrorNode): string {
  if (isUnchanged(loaded, doc)) return loaded.html;
  return new BlockWriter(loaded.sources).children(doc, false) + markupOf(loaded.tail);
}

class BlockWriter {
  readonly #sources: Sources;
  /** Sources given out: the second half of a split block repeats neither its id nor what stood before it. */
  readonly #given = new Set<Source>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  children(parent: ProseMirrorNode, keep: boolean): string {
    let html = '';
    let afterLine = false;
    parent.forEach((child) => {
      const isLine = child.type.name === 'textBlock' && child.attrs.tag === null;
      // Two lines without elements of their own would run together.
      html += isLine && afterLine ? this.#block(child, keep, 'div') : this.#block(child, keep, null);
      afterLine = isLine;
    });
    return html;
  }

  #block(node: ProseMirrorNode, keep: boolean, wrapper: string | null): string {
    const source = this.#sources.of(node);
    const again = source !== undefined && this.#given.has(source);
    if (source) this.#given.add(source);
    const before = source && !again ? markupOf(source.before) : '';
    if (source && (source.node === node || source.node.eq(node))) {
      const html = markupOf(source.content);
      return before + (wrapper ? `${openTag(wrapper, [])}${html}${closeTag(wrapper)}` : html);
    }
    if (node.type.isLeaf) return before + node.attrs.html;
    const element = elementOf(node);
    const tag = element.tag ?? wrapper;
    const attributes = again ? withAttribute(element.attributes, 'id', null) : element.attributes;
    const kept = keepsWhiteSpace(tag, attributes) ?? keep;
    const content = node.isTextblock
      ? serialiseLine(node, again ? undefined : source, this.#sources, kept)
      : this.children(node, kept) + (source && !again ? markupOf(source.tail) : '');
    if (!tag) return before + content;
    const open = openTag(tag, attributes) + (swallowsLineFeed(tag) && content.startsWith('\n') ? '\n' : '');
    return before + open + content + closeTag(tag);
  }
}
