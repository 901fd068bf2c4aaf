import type { Fragment, Node as ProseMirrorNode } from '@tiptap/pm/model';
import { keepsWhiteSpace, withAttribute } from '../schema/attributes.ts';
import { directionOfLetters, isDirected, statedDirection } from '../schema/direction.ts';
import { elementOf } from '../schema/element-node.ts';
import { endsParagraph } from './ends-paragraph.ts';
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
export const serialise = (loaded: LoadedBody, doc: ProseMirrorNode): string =>
  isUnchanged(loaded, doc) ? loaded.html : writeBody(loaded, doc);

/** The same for any document, without remembering what was loaded as a whole: it gives that back too, part by part. */
export function writeBody(loaded: LoadedBody, doc: ProseMirrorNode): string {
  const top = loaded.bodyTag.includes(' dir="') ? { ...AT_TOP, directed: true } : AT_TOP;
  return loaded.bodyTag + new BlockWriter(loaded.sources).children(doc, top) + markupOf(loaded.tail);
}

interface Around {
  /** White space counts here. */
  readonly keep: boolean;
  /** A direction is stated here, or belongs to the list as a whole. */
  readonly directed: boolean;
}

const BLANK_LINE = '<div><br></div>';

const AT_TOP: Around = { keep: false, directed: false };

/** Blocks of a body that is open, e.g. for the clipboard, as HTML. */
export const serialisePart = (sources: Sources, blocks: Fragment): string =>
  new BlockWriter(sources).children(blocks, AT_TOP);

class BlockWriter {
  readonly #sources: Sources;
  /** Sources given out: the second half of a split block repeats neither its id nor what stood before it. */
  readonly #given = new Set<Source>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  children(parent: ProseMirrorNode | Fragment, around: Around): string {
    let html = '';
    let afterLine = false;
    const write = (within: ProseMirrorNode | Fragment) =>
      within.forEach((child, _offset, index) => {
        // What is only folded together has no element of its own: see folds/one-block.ts.
        if (child.type.name === 'container' && child.attrs.tag === null) {
          write(child);
          return;
        }
        const isLine = child.type.name === 'textBlock' && child.attrs.tag === null;
        if (this.#wasLeftBlank(within, index)) html += BLANK_LINE;
        // Two lines without elements of their own would run together.
        else html += this.#block(child, around, isLine && afterLine ? 'div' : null);
        afterLine = isLine;
      });
    write(parent);
    return html;
  }

  /** A line to type in that is nothing in the source shows as a blank one as soon as a line was made beside it. */
  #wasLeftBlank(within: ProseMirrorNode | Fragment, index: number): boolean {
    const line = within.child(index);
    if (!line.isTextblock || line.childCount > 0 || this.#sources.of(line)?.content.length !== 0)
      return false;
    return [within.maybeChild(index - 1), within.maybeChild(index + 1)].some(
      (beside) => beside && !this.#sources.of(beside),
    );
  }

  #block(node: ProseMirrorNode, around: Around, wrapper: string | null): string {
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
    const named = again ? withAttribute(element.attributes, 'id', null) : element.attributes;
    const turned = !around.directed && needsDirection(node, source);
    const attributes = turned ? withAttribute(named, 'dir', 'rtl') : named;
    const ended = element.tag === 'p' && !node.isTextblock && endsParagraph(node);
    const tag = ended ? 'div' : (element.tag ?? wrapper ?? (turned ? 'div' : null));
    const keep = keepsWhiteSpace(tag, attributes) ?? around.keep;
    const directed = around.directed || node.type.name === 'list' || statedDirection(node) !== null;
    const content = node.isTextblock
      ? serialiseLine(node, again ? undefined : source, this.#sources, keep)
      : this.children(node, { keep, directed }) + (source && !again ? markupOf(source.tail) : '');
    if (!tag) return before + content;
    const open = openTag(tag, attributes) + (swallowsLineFeed(tag) && content.startsWith('\n') ? '\n' : '');
    return before + open + content + closeTag(tag);
  }
}

/**
 * A right-to-left line or list that was written here says so: in `rtl`, since Outlook knows no `auto`. One that was loaded keeps
 * what it says, unless there was no word in it.
 */
function needsDirection(node: ProseMirrorNode, source: Source | undefined): boolean {
  const loaded = source !== undefined && directionOfLetters(source.node) !== null;
  if (loaded || !isDirected(node) || statedDirection(node) !== null) return false;
  return directionOfLetters(node) === 'rtl';
}
