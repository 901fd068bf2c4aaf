/** Where a message is read from: the body of a document of its own, or a part of it. */
export type MailRoot = DocumentFragment | Element;

const blocks =
  /^(?:address|article|blockquote|br|center|div|dl|h[1-6]|hr|li|ol|p|pre|section|table|td|th|tr|ul)$/;
/** Where wrapping siblings in a `div` would not be HTML, and what never continues beyond its own cell. */
const cells = /^(?:table|tbody|thead|tfoot|tr|td|th|ul|ol|dl)$/;

export const nameOf = (node: Node) => node.nodeName.toLowerCase();
export const isElement = (node: Node): node is Element => node.nodeType === 1;
export const isBlock = (node: Node) => blocks.test(nameOf(node));
export const isCell = (node: Node) => cells.test(nameOf(node));
const isHidden = (node: Node) => /^(?:style|title|#comment)$/i.test(node.nodeName);

/** The text of some nodes with line ends at blocks; not much more than `limit` characters. */
export function textOf(nodes: Iterable<Node>, limit = Number.POSITIVE_INFINITY): string {
  let text = '';
  const pending = [...nodes].reverse();
  while (pending.length > 0 && text.length < limit) {
    const node = pending.pop();
    if (!node || isHidden(node)) continue;
    if (node.nodeType === 3) text += (node.nodeValue ?? '').replace(/\s+/g, ' ');
    else {
      if (isBlock(node) && !text.endsWith('\n')) text += '\n';
      for (let child = node.lastChild; child; child = child.previousSibling) pending.push(child);
    }
  }
  return text;
}

/** Whether a reader sees something of it: text, or an image. */
export function hasContent(node: Node): boolean {
  if (isHidden(node)) return false;
  if (node.nodeType === 3) return /[^\s\u200b\ufeff]/.test(node.nodeValue ?? '');
  if (nameOf(node) === 'img') return true;
  for (let child = node.firstChild; child; child = child.nextSibling) if (hasContent(child)) return true;
  return false;
}

export function previousContent(node: Node): Node | null {
  let previous = node.previousSibling;
  while (previous && !hasContent(previous)) previous = previous.previousSibling;
  return previous;
}

/** The highest ancestor that begins with this node and may be taken along with it. */
export function outermost(node: Node, root: MailRoot, may: (ancestor: Node) => boolean = () => true): Node {
  let top = node;
  for (let above = top.parentNode; above && above !== root; above = above.parentNode) {
    if (previousContent(top) || isCell(above) || !may(above)) break;
    top = above;
  }
  return top;
}

/** The node and everything behind it, as runs of siblings; within its own cell. */
export function following(node: Node, root: MailRoot): Node[][] {
  const groups: Node[][] = [];
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) {
    const group: Node[] = at === node ? [at] : [];
    for (let next = at.nextSibling; next; next = next.nextSibling) group.push(next);
    if (group.some(hasContent)) groups.push(group);
    if (at.parentNode && isCell(at.parentNode)) break;
  }
  return groups;
}

/** The beginning of the text from a node on, within its own cell; not much more than `limit` characters. */
export function textFrom(node: Node, root: MailRoot, limit: number): string {
  let text = '';
  for (let at: Node | null = node; at && at !== root && text.length < limit; at = at.parentNode) {
    let next: Node | null = at === node ? at : at.nextSibling;
    for (; next && text.length < limit; next = next.nextSibling) text += textOf([next], limit);
    if (at.parentNode && isCell(at.parentNode)) break;
  }
  return text;
}

/** The next node in document order that is not inside this one. */
export function nodeAfter(node: Node): Node | null {
  for (let at: Node | null = node; at; at = at.parentNode) if (at.nextSibling) return at.nextSibling;
  return null;
}

/** Whether any node of a set is this node or an ancestor of it. */
export function isWithin(node: Node, set: ReadonlySet<Node>): boolean {
  for (let at: Node | null = node; at; at = at.parentNode) if (set.has(at)) return true;
  return false;
}
