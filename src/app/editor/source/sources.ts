import type { Mark, Node as ProseMirrorNode } from '@tiptap/pm/model';

/**
 * Where each node of an editor's document came from.
 *
 *     HTML as loaded (inert DOM)                   ProseMirror document
 *
 *     <div class="x">                              container  tag div, attributes class="x", origin 3
 *       ⏎·<p style="…">                              textBlock  tag p, attributes style="…", origin 1
 *           One⏎<b>two</b> three                       "One " · "two" ‹b, origin 0› · " three"
 *         </p>
 *       ⏎<!-- note -->four                           textBlock  tag null, origin 2
 *       ⏎</div>                                        "four"
 *
 *     sources.of(1) = { node: that textBlock, before: [⏎·], content: [<p>], … }
 *     sources.of(2) = { node, before: [⏎<!-- note -->], content: ["four⏎"], … }
 *     sources.textOf("One ") = "One⏎",  sources.inlineOf("One ") = that text node of the DOM
 *
 * The parser numbers each element (`origin`), and keeps for each number the node it made and the DOM it made it from. An edit
 * makes new nodes along one path of the tree and keeps the others, and the numbers stay with both. So the serialiser asks, from
 * the top: is this node (still, or again after an undo) equal to the one its number was given to? Then its DOM is emitted as it
 * was. If not, its own tag is written from tag and attributes, and the question is asked of its children.
 *
 * What shows nothing has no node: white space and comments between blocks belong to the block that follows (`before`), the last
 * ones to the container (`tail`); white space that does not show, the last <br> of a line, an empty inline element at its edge
 * belong to the inline node that follows (`leads`), the last ones to the block (`trail`).
 */
export interface Source {
  /** The node as the parser made it. */
  readonly node: ProseMirrorNode;
  readonly before: readonly Node[];
  readonly content: readonly Node[];
  readonly tail: readonly Node[];
  readonly line: LineSource | null;
}

/** The unseen parts of a text block: one list of leads per child, and what follows the last child. */
export interface LineSource {
  readonly leads: readonly (readonly Unseen[])[];
  readonly trail: readonly Unseen[];
}

/** A piece of inline source without a node, and the inline elements around it. */
export interface Unseen {
  readonly html: string;
  readonly marks: readonly Mark[];
}

export class Sources {
  readonly #sources: (Source | undefined)[] = [];
  readonly #inline = new WeakMap<ProseMirrorNode, Node>();

  /** A number for an element that is about to become a node or a mark. */
  number(): number {
    return this.#sources.push(undefined) - 1;
  }

  keep(source: Source): ProseMirrorNode {
    this.#sources[source.node.attrs.origin] = source;
    return source.node;
  }

  of(node: ProseMirrorNode): Source | undefined {
    const origin: unknown = node.attrs.origin;
    return typeof origin === 'number' ? this.#sources[origin] : undefined;
  }

  keepInline(node: ProseMirrorNode, dom: Node): ProseMirrorNode {
    this.#inline.set(node, dom);
    return node;
  }

  /** The DOM of an inline node that is still the one that was parsed. */
  inlineOf(node: ProseMirrorNode): Node | undefined {
    return this.#inline.get(node);
  }

  /** The text as the source has it, white space included, of a text node that is still the one that was parsed. */
  textOf(node: ProseMirrorNode): string | undefined {
    return (node.isText && this.#inline.get(node)?.nodeValue) || undefined;
  }
}
