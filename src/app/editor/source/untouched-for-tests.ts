import type { Mark, Node as ProseMirrorNode } from '@tiptap/pm/model';
import { elementOf } from '../schema/element-node.ts';
import { endsParagraph } from './ends-paragraph.ts';
import { closeTag, markupOf, swallowsLineFeed } from './markup.ts';
import type { LoadedBody } from './parse-html.ts';
import { endsBlank, startsBlank, trimEnd, trimStart } from './white-space.ts';

/** Where an edit may have written or deleted. */
const GAP = null;
type Piece = string | typeof GAP;

/**
 * The source that an edit left alone, as the runs between the places where it did something: each node that is as it was
 * loaded, at any depth, and of each node that the edit reached into its tags and what shows nothing in it.
 */
export function untouched(body: LoadedBody, doc: ProseMirrorNode): string[] {
  const pieces = new Comparison(body, doc).children(body.doc, doc);
  const runs = [body.bodyTag];
  for (const piece of [...pieces, markupOf(body.tail)]) {
    if (piece === GAP) runs.push('');
    else runs.push((runs.pop() ?? '') + piece);
  }
  return runs.filter((run, index) => run !== '' || index === 0 || index === runs.length - 1);
}

/** The first run that is not in `saved`, behind the ones before it; null when all are there. */
export function firstLost(saved: string, [head = '', ...others]: readonly string[]): string | null {
  const tail = others.pop();
  if (tail === undefined) return saved === head ? null : head;
  if (!saved.startsWith(head)) return head;
  let at = head.length;
  for (const run of others) {
    const found = saved.indexOf(run, at);
    if (found < 0) return run;
    at = found + run.length;
  }
  return saved.endsWith(tail) && saved.length - tail.length >= at ? null : tail;
}

class Comparison {
  readonly #body: LoadedBody;
  /** The block that was loaded with each number, and how many have that number now. */
  readonly #loaded = new Map<unknown, ProseMirrorNode>();
  readonly #now = new Map<unknown, number>();

  constructor(body: LoadedBody, doc: ProseMirrorNode) {
    this.#body = body;
    body.doc.descendants((node) => {
      if (node.isBlock) this.#loaded.set(node.attrs.origin, node);
    });
    doc.descendants(({ isBlock, attrs: { origin } }) => {
      if (isBlock) this.#now.set(origin, (this.#now.get(origin) ?? 0) + 1);
    });
  }

  /** What is the same from either end is where it was; in between each block is looked for by its number. */
  children(then: ProseMirrorNode, now: ProseMirrorNode): Piece[] {
    const { from, thenTo, nowTo } = changedRange(then, now);
    const before = then.children.slice(from, thenTo);
    const after = now.children.slice(from, nowTo);
    const head = then.children.slice(0, from).flatMap((node) => this.#whole(node));
    const tail = then.children.slice(thenTo);
    if (before.length === after.length && before.every((node, n) => isOneElement(node, after[n]))) {
      const middle = before.flatMap((node, n) => this.#reached(node, after[n] ?? node));
      return [...head, ...middle, ...tail.flatMap((node) => this.#whole(node))];
    }
    const middle = after.flatMap((node) => [GAP, ...this.#elsewhere(node), GAP]);
    const [next, ...rest] = tail;
    return [
      ...head,
      GAP,
      ...middle,
      GAP,
      ...(next ? this.#behindAnother(next) : []),
      ...rest.flatMap((node) => this.#whole(node)),
    ];
  }

  /** A block that may be new, or come from another place. */
  #elsewhere(now: ProseMirrorNode): Piece[] {
    const { origin } = now.attrs;
    const then = this.#loaded.get(origin);
    // Of a block in two neither half is as it was.
    if (then && this.#now.get(origin) === 1) {
      if (then.eq(now)) return this.#behindAnother(then);
      if (isOneElement(then, now)) return this.#reached(then, now);
    }
    return now.isTextblock ? [] : now.children.flatMap((node) => [GAP, ...this.#elsewhere(node), GAP]);
  }

  #whole(node: ProseMirrorNode): Piece[] {
    const { before, content } = this.#sourceOf(node);
    return [markupOf(before) + markupOf(content)];
  }

  /** A line without an element gets one where it comes to stand behind another such line. */
  #behindAnother(node: ProseMirrorNode): Piece[] {
    if (!node.isTextblock || elementOf(node).tag !== null) return this.#whole(node);
    const { before, content } = this.#sourceOf(node);
    return [markupOf(before), GAP, markupOf(content), GAP];
  }

  /** A block whose content was edited. */
  #reached(then: ProseMirrorNode, now: ProseMirrorNode): Piece[] {
    if (then.eq(now)) return this.#whole(then);
    const { before, content, tail } = this.#sourceOf(then);
    const { tag } = elementOf(then);
    const [element] = content;
    const inside = then.isTextblock
      ? this.#line(then, now, tag === null || !element ? content : element.childNodes)
      : this.children(then, now);
    if (tag === null || !element) return [markupOf(before), ...inside];
    const isDivision = tag === 'p' && !now.isTextblock && endsParagraph(now);
    return [
      markupOf(before),
      isDivision ? GAP : startTag(element),
      ...(swallowsLineFeed(tag) ? [GAP] : []),
      ...inside,
      markupOf(tail),
      isDivision ? GAP : closeTag(tag),
    ];
  }

  /** The source of a line before the first and behind the last inline node that changed. */
  #line(then: ProseMirrorNode, now: ProseMirrorNode, nodes: Iterable<Node>): Piece[] {
    const { from, thenTo, nowTo } = changedRange(then, now);
    const domOf = (index: number) => {
      const child = then.maybeChild(index);
      return child ? this.#body.sources.inlineOf(child) : undefined;
    };
    const isInsertion = from === thenTo;
    const first = isInsertion ? domOf(from - 1) : domOf(from);
    const last = isInsertion ? domOf(from) : domOf(thenTo - 1);
    const fresh = now.children.slice(from, nowTo);
    // What shows nothing between nodes that are gone stands before those that came.
    const moves = thenTo - from > 1;
    const marks = this.#marksOf(then);
    let isChanged = !first;
    const pieces: Piece[] = isChanged ? [GAP] : [];
    const visit = (node: Node, depth: number, isWithin: boolean) => {
      const holds = (...edges: (Node | undefined)[]) =>
        edges.some((edge) => edge && edge !== node && node.contains(edge));
      if (holds(first, last, domOf(from - 1), domOf(thenTo))) {
        const mark = marks.get(node);
        const isThere = now.children.some((child) => child.marks.some((one) => mark?.eq(one)));
        const goesOn = isThere && fresh.every((child) => mark && child.marks[depth]?.eq(mark));
        // An element that is around a part of what it was around may begin or end elsewhere.
        const isKept = isWithin && (goesOn || !holds(first, last));
        const beside = () => (isKept && !isChanged && !moves ? [] : [GAP]);
        pieces.push(...beside(), isKept ? startTag(node) : GAP, ...beside());
        for (const child of node.childNodes) visit(child, depth + 1, isKept);
        pieces.push(...beside(), isKept ? closeTag((node as Element).localName) : GAP, ...beside());
        return;
      }
      if (!isInsertion && node === first) isChanged = true;
      if (isInsertion && node === last) isChanged = false;
      if (isChanged) pieces.push(GAP);
      else if (node === domOf(from - 1)) pieces.push(...beforeChange(markupOf([node]), then.child(from - 1)));
      else if (node === domOf(thenTo)) pieces.push(...behindChange(markupOf([node]), then.child(thenTo)));
      else pieces.push(markupOf([node]));
      if (!isInsertion && node === last) isChanged = false;
      if (isInsertion && node === first) {
        isChanged = true;
        pieces.push(GAP);
      }
    };
    for (const node of nodes) visit(node, 0, true);
    // A break at the end of a line needs another behind it to show.
    return endsInBreak(now) ? [...pieces, GAP] : pieces;
  }

  /** The marks of a line that was loaded, by their elements. */
  #marksOf(line: ProseMirrorNode): Map<Node, Mark> {
    const marks = new Map<Node, Mark>();
    for (const child of line.children) {
      let at = this.#body.sources.inlineOf(child)?.parentNode;
      for (const mark of [...child.marks].reverse()) {
        if (at) marks.set(at, mark);
        at = at?.parentNode;
      }
    }
    return marks;
  }

  #sourceOf(node: ProseMirrorNode) {
    const source = this.#body.sources.of(node);
    if (!source) throw new Error(`A ${node.type.name} has no source`);
    return source;
  }
}

/** The children between an equal head and an equal tail. */
function changedRange(then: ProseMirrorNode, now: ProseMirrorNode) {
  const most = Math.min(then.childCount, now.childCount);
  let from = 0;
  while (from < most && then.child(from).eq(now.child(from))) from++;
  let tail = 0;
  const last = (node: ProseMirrorNode) => node.child(node.childCount - 1 - tail);
  while (tail < most - from && last(then).eq(last(now))) tail++;
  return { from, thenTo: then.childCount - tail, nowTo: now.childCount - tail };
}

// White space at the edge of a text that did not show must not begin to, whatever comes to stand beside it.
const beforeChange = (html: string, { text }: ProseMirrorNode): Piece[] =>
  text && endsBlank(html) && !endsBlank(text) ? [trimEnd(html), GAP] : [html];
const behindChange = (html: string, { text }: ProseMirrorNode): Piece[] =>
  text && startsBlank(html) && !startsBlank(text) ? [GAP, trimStart(html)] : [html];

/** A line that shows no text behind its last break. */
const endsInBreak = ({ lastChild }: ProseMirrorNode) => !lastChild || lastChild.type.name === 'lineBreak';

/** True when only the content may differ. A block that was made anew around what another held is that one as well. */
function isOneElement(then: ProseMirrorNode, now: ProseMirrorNode | undefined): boolean {
  if (!now || then.isLeaf || then.type !== now.type) return false;
  const tagOf = ({ attrs: { tag, attributes } }: ProseMirrorNode) => JSON.stringify([tag, attributes]);
  if (tagOf(then) !== tagOf(now)) return false;
  const numbers = new Set(then.children.filter(({ isBlock }) => isBlock).map(({ attrs }) => attrs.origin));
  return (
    now.attrs.origin === then.attrs.origin ||
    (now.attrs.origin === null && now.children.some(({ attrs }) => numbers.has(attrs.origin ?? undefined)))
  );
}

const startTag = (element: Node) => {
  const html = (element.cloneNode(false) as Element).outerHTML;
  return html.slice(0, html.lastIndexOf('</'));
};
