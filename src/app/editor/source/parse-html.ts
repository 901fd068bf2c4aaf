import { Fragment, type Node as ProseMirrorNode, type Schema } from '@tiptap/pm/model';
import { splitBodyTag } from '#mail/body-tag.ts';
import { inertBody } from '../../lib/inert-html.ts';
import { attributesOf, isBuildable, keepsWhiteSpace } from '../schema/attributes.ts';
import type { ElementAttributes } from '../schema/element-node.ts';
import { DEEPEST_BLOCKS } from '../schema/nesting.ts';
import { holdsLines, isBlock, isHtml, isUnseen } from '../schema/tags.ts';
import { markupOf } from './markup.ts';
import { parseLine } from './parse-line.ts';
import { Sources } from './sources.ts';
import { isBlank } from './white-space.ts';

/** A body as loaded: what `serialise` needs to give back every untouched byte of it. */
export interface LoadedBody {
  readonly html: string;
  /** The start tag of a body with a look of its own, or ''. */
  readonly bodyTag: string;
  /** The body that the document was made from, in a document without a window. */
  readonly root: Element;
  readonly doc: ProseMirrorNode;
  readonly tail: readonly Node[];
  readonly sources: Sources;
}

/**
 * Reads a sanitised body into a document of the editor's own schema. Nothing is lost: what has no node is kept verbatim in an
 * opaque one, or (when it shows nothing) with the node beside it. Throws when the document does not hold together.
 */
export function parseHtml(html: string, schema: Schema): LoadedBody {
  const { tag: bodyTag, content } = splitBodyTag(html);
  const root = inertBody(content);
  const sources = new Sources();
  const { nodes, tail } = new BlockParser(schema, root, sources).blocks(root, false, 0);
  const blocks = nodes.length > 0 ? nodes : [emptyLine('div', schema, sources)];
  const doc = schema.node('doc', null, blocks);
  doc.check();
  return { html, bodyTag, root, doc, tail, sources };
}

/** The line of an empty body, cell or item: something to type into that is nothing in the source. */
export function emptyLine(tag: string | null, schema: Schema, sources: Sources): ProseMirrorNode {
  const node = schema.node('textBlock', { tag, origin: sources.number() });
  return sources.keep({ node, before: [], content: [], tail: [], line: { leads: [], trail: [] } });
}

/**
 * Reads a sanitised part that comes into a body that is open, e.g. from the clipboard, as blocks. What it leaves untouched is
 * saved byte for byte like the rest of the body.
 */
export function parsePart(html: string, schema: Schema, sources: Sources): Fragment {
  const root = inertBody(html);
  const part = Fragment.fromArray(new BlockParser(schema, root, sources).blocks(root, false, 0).nodes);
  for (const node of part.content) node.check();
  return part;
}

interface Blocks {
  readonly nodes: ProseMirrorNode[];
  readonly tail: readonly Node[];
}

/** The nodes of a table's parts, and which elements are parts of which; other elements in a table are kept verbatim. */
const TABLE_PARTS: Record<string, { type: string; parts: readonly string[] }> = {
  table: { type: 'table', parts: ['caption', 'thead', 'tbody', 'tfoot'] },
  thead: { type: 'tableSection', parts: ['tr'] },
  tbody: { type: 'tableSection', parts: ['tr'] },
  tfoot: { type: 'tableSection', parts: ['tr'] },
  tr: { type: 'tableRow', parts: ['td', 'th'] },
};
const TABLE_LEAVES: Record<string, string> = { caption: 'tableCaption', td: 'tableCell', th: 'tableCell' };

class BlockParser {
  readonly sources: Sources;
  readonly #schema: Schema;
  /** Elements with a block somewhere inside. */
  readonly #holders = new Set<Node>();

  constructor(schema: Schema, root: Element, sources: Sources) {
    this.#schema = schema;
    this.sources = sources;
    for (const element of root.querySelectorAll('*')) {
      if (!isBlock(element)) continue;
      for (let at: Node | null = element.parentNode; at && !this.#holders.has(at); at = at.parentNode)
        this.#holders.add(at);
    }
  }

  /** The children of a container: blocks, and lines of text between them. */
  blocks(parent: Node, keep: boolean, depth: number): Blocks {
    const nodes: ProseMirrorNode[] = [];
    let before: Node[] = [];
    let line: Node[] = [];
    const endLine = () => {
      if (line.length === 0) return;
      const node = this.#line(line, before, keep);
      if (node) nodes.push(node);
      before = node ? [] : [...before, ...line];
      line = [];
    };
    for (const child of parent.childNodes) {
      const standsAlone = this.#standsAlone(child, line.length === 0);
      if (standsAlone) {
        endLine();
        nodes.push(this.#block(child as Element, before, keep, depth));
        before = [];
      } else if (line.length > 0 || !isUnseenNode(child)) line.push(child);
      else before.push(child);
    }
    endLine();
    return { nodes, tail: before };
  }

  #standsAlone(node: Node, atLineStart: boolean): boolean {
    if (node.nodeType !== 1) return false;
    const element = node as Element;
    if (isHtml(element) && (isBlock(element) || this.#holders.has(element))) return true;
    return atLineStart && isUnseen(element);
  }

  /** A line of text without an element of its own; null when nothing of it shows. */
  #line(content: readonly Node[], before: readonly Node[], keep: boolean): ProseMirrorNode | null {
    const { content: inline, line, shows } = parseLine(content, keep, this.#schema, this.sources);
    if (!shows) return null;
    const node = this.#schema.node('textBlock', { tag: null, origin: this.sources.number() }, inline);
    return this.sources.keep({ node, before, content, tail: [], line });
  }

  #block(element: Element, before: readonly Node[], keep: boolean, depth: number): ProseMirrorNode {
    const tag = element.localName;
    if (
      tag === 'hr' ||
      isUnseen(element) ||
      !isHtml(element) ||
      !isBuildable(element) ||
      depth > DEEPEST_BLOCKS
    ) {
      return this.#verbatim('opaque', element, before);
    }
    if (tag === 'table') {
      return this.#tablePart(element, before, keep, depth) ?? this.#verbatim('opaque', element, before);
    }
    if (isList(element)) return this.#list(element, before, keep, depth);
    if (holdsLines(element) || this.#holders.has(element)) {
      return this.#container('container', element, before, keep, depth);
    }
    return this.#textBlock(element, before, keep);
  }

  #textBlock(element: Element, before: readonly Node[], keep: boolean): ProseMirrorNode {
    const attrs = this.#attrs(element);
    const kept = keepsWhiteSpace(attrs.tag, attrs.attributes) ?? keep;
    const { content, line } = parseLine([...element.childNodes], kept, this.#schema, this.sources);
    const node = this.#schema.node('textBlock', attrs, content);
    return this.sources.keep({ node, before, content: [element], tail: [], line });
  }

  #container(
    type: string,
    element: Element,
    before: readonly Node[],
    keep: boolean,
    depth: number,
  ): ProseMirrorNode {
    const attrs = this.#attrs(element);
    const kept = keepsWhiteSpace(attrs.tag, attrs.attributes) ?? keep;
    const { nodes, tail } = this.blocks(element, kept, depth + 1);
    return this.#keepContainer(
      type,
      element,
      before,
      attrs,
      nodes.length > 0 ? nodes : [emptyLine(null, this.#schema, this.sources)],
      tail,
    );
  }

  #list(element: Element, before: readonly Node[], keep: boolean, depth: number): ProseMirrorNode {
    const read = (child: Element, unseen: readonly Node[]) =>
      child.localName === 'li' && isBuildable(child)
        ? this.#container('listItem', child, unseen, keep, depth + 1)
        : this.#list(child, unseen, keep, depth + 1);
    const parts = this.#parts(element, read);
    if (!parts || depth > DEEPEST_BLOCKS) return this.#verbatim('opaque', element, before);
    return this.#keepContainer('list', element, before, this.#attrs(element), parts.nodes, parts.tail);
  }

  #tablePart(
    element: Element,
    before: readonly Node[],
    keep: boolean,
    depth: number,
  ): ProseMirrorNode | null {
    const { type = '', parts = [] } = TABLE_PARTS[element.localName] ?? {};
    const read = (child: Element, unseen: readonly Node[]) => {
      if (!parts.includes(child.localName) || !isBuildable(child))
        return this.#verbatim('tablePart', child, unseen);
      const leaf = TABLE_LEAVES[child.localName];
      if (leaf) return this.#container(leaf, child, unseen, keep, depth + 1);
      return this.#tablePart(child, unseen, keep, depth + 1) ?? this.#verbatim('tablePart', child, unseen);
    };
    const found = this.#parts(element, read);
    return found && this.#keepContainer(type, element, before, this.#attrs(element), found.nodes, found.tail);
  }

  /** Children that are all elements; null when there are none, or text stands between them. */
  #parts(
    element: Element,
    read: (child: Element, before: readonly Node[]) => ProseMirrorNode,
  ): Blocks | null {
    const nodes: ProseMirrorNode[] = [];
    let before: Node[] = [];
    for (const child of element.childNodes) {
      if (isUnseenNode(child)) before.push(child);
      else if (child.nodeType !== 1) return null;
      else {
        nodes.push(read(child as Element, before));
        before = [];
      }
    }
    return nodes.length > 0 ? { nodes, tail: before } : null;
  }

  #keepContainer(
    type: string,
    element: Element,
    before: readonly Node[],
    attrs: ElementAttributes,
    children: readonly ProseMirrorNode[],
    tail: readonly Node[],
  ): ProseMirrorNode {
    const node = this.#schema.node(type, attrs, children);
    return this.sources.keep({ node, before, content: [element], tail, line: null });
  }

  #verbatim(type: 'opaque' | 'tablePart', element: Element, before: readonly Node[]): ProseMirrorNode {
    const node = this.#schema.node(type, { html: markupOf([element]), origin: this.sources.number() });
    return this.sources.keep({ node, before, content: [element], tail: [], line: null });
  }

  #attrs(element: Element): ElementAttributes {
    return { tag: element.localName, attributes: attributesOf(element), origin: this.sources.number() };
  }
}

const isUnseenNode = (node: Node) =>
  node.nodeType === 8 || (node.nodeType === 3 && isBlank(node.nodeValue ?? ''));

/** A list that the list commands understand: items, and lists between them, as Outlook and Word write them. */
function isList(element: Element): boolean {
  const children = Array.from(element.childNodes).filter((child) => !isUnseenNode(child));
  return (
    /^(?:ul|ol|menu|dir)$/.test(element.localName) &&
    isBuildable(element) &&
    children.length > 0 &&
    children.every((child) => {
      if (child.nodeType !== 1) return false;
      const found = child as Element;
      return found.localName === 'li' ? isBuildable(found) : isList(found);
    })
  );
}
