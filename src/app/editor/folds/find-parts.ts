import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { hasContent, isWithin } from '#mail/mail-dom.ts';
import { leavesContent } from '#mail/mark-parts.ts';
import { findQuoted } from '#mail/quoted-history.ts';
import { findSignature } from '#mail/signature.ts';
import type { LoadedBody } from '../source/parse-html.ts';
import { withBlankLines } from './blank-lines.ts';
import { joined, type Part, type Span } from './part.ts';

/** What does not stand between blocks, such as the rows of a table, leaves no place for a button. */
const HOLDS_BLOCKS = new Set(['doc', 'container', 'listItem', 'tableCell', 'tableCaption']);

/** Longer runs within one line are left alone: Chromium looks for the caret through all that is hidden of them, for seconds. */
const MOST_IN_LINE = 200;

/**
 * The quoted history and the signature of a body that was just loaded. A part that the document has no exact place for is
 * left out, and stays visible: folding shows less, and must never show less than it says.
 */
export function findParts(body: LoadedBody): Part[] {
  const { root } = body;
  const { parts, forwarded } = findQuoted(root, root.ownerDocument);
  const history = parts.flat();
  const signature = findSignature(root, root.ownerDocument, history);
  const quotedSpans = spansOf(history, body);
  const signatureSpans = spansOf(signature, body);
  const hidden = forwarded || quotedSpans.length === 0 ? [signature] : [history, signature];
  const found: Part[] = [
    {
      kind: 'signature',
      spans: signatureSpans,
      state: leavesContent(root, hidden) ? 'folded' : 'plain',
    },
    forwarded
      ? { kind: 'quoted text', spans: quotedSpans, state: 'plain' }
      : {
          kind: 'quoted text',
          spans: withBlankLines(body.doc, quotedSpans, signatureSpans),
          state: 'folded',
        },
  ];
  return found.filter(({ spans }) => spans.length > 0);
}

/** Empty where not all of the nodes have a place. */
function spansOf(nodes: readonly Node[], body: LoadedBody): Span[] {
  const wanted = nodes.filter(hasContent);
  if (wanted.length === 0) return [];
  const reader = new SpanReader(nodes, body);
  reader.read(body.doc, 0);
  return wanted.every((node) => isWithin(node, reader.placed)) ? joined(reader.spans) : [];
}

/** Finds the nodes of a document that were made from some nodes of its source. */
class SpanReader {
  readonly spans: Span[] = [];
  readonly placed = new Set<Node>();
  readonly #set: ReadonlySet<Node>;
  /** The ancestors of the nodes, to look nowhere else. */
  readonly #around = new Set<Node>();
  readonly #body: LoadedBody;

  constructor(nodes: readonly Node[], body: LoadedBody) {
    this.#set = new Set(nodes);
    this.#body = body;
    for (const node of nodes) {
      for (let at = node.parentNode; at && !this.#around.has(at); at = at.parentNode) this.#around.add(at);
    }
  }

  read(parent: ProseMirrorNode, start: number) {
    parent.forEach((node, offset) => {
      const from = start + offset;
      const content = this.#body.sources.of(node)?.content ?? [];
      const inSet = content.filter((dom) => this.#set.has(dom));
      if (inSet.length > 0 && content.every((dom) => this.#set.has(dom) || !hasContent(dom))) {
        if (!HOLDS_BLOCKS.has(parent.type.name)) return;
        this.#add({ from, to: from + node.nodeSize, inline: false }, inSet);
      } else if (node.isTextblock) {
        if (inSet.length > 0 || content.some((dom) => this.#around.has(dom))) this.#readLine(node, from + 1);
      } else if (content.some((dom) => this.#around.has(dom))) this.read(node, from + 1);
    });
  }

  /** The part of a line, where it is one run. */
  #readLine(line: ProseMirrorNode, start: number) {
    const { sources } = this.#body;
    const doms = line.children.map((child) => sources.inlineOf(child));
    const inSet = doms.map((dom) => dom !== undefined && isWithin(dom, this.#set));
    const first = inSet.indexOf(true);
    const last = inSet.lastIndexOf(true);
    if (first < 0 || last - first >= MOST_IN_LINE) return;
    const isGap = (index: number) => line.child(index).type.name === 'lineBreak';
    for (let index = first; index <= last; index++) if (!inSet[index] && !isGap(index)) return;
    const sizeTo = (end: number) =>
      line.children.slice(0, end).reduce((size, { nodeSize }) => size + nodeSize, 0);
    const taken = doms.slice(first, last + 1).flatMap((dom) => (dom ? this.#memberAround(dom) : []));
    this.#add({ from: start + sizeTo(first), to: start + sizeTo(last + 1), inline: true }, taken);
  }

  #memberAround(dom: Node): Node[] {
    for (let at: Node | null = dom; at; at = at.parentNode) if (this.#set.has(at)) return [at];
    return [];
  }

  #add(span: Span, doms: readonly Node[]) {
    for (const dom of doms) this.placed.add(dom);
    this.spans.push(span);
  }
}
