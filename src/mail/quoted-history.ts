import { isAttribution, isForward, startsWithHeaders, startsWithOriginal } from './quoted-text.ts';

export { splitQuotedText } from './quoted-text.ts';

type Root = DocumentFragment | Element;

/** Elements that hold a quoted message, each by its client: Gmail, Apple Mail and Thunderbird, Yahoo, Outlook for Mac … */
const containers =
  '.gmail_quote, blockquote[type="cite" i], [class*="yahoo_quoted"], [id="OLK_SRC_BODY_SECTION"], .protonmail_quote, .tutanota_quote, [id="mail-editor-reference-message-container"], blockquote';
/** Elements behind which everything is history: Outlook on the web, Hotmail, Zimbra. */
const boundaries = '[id="divRplyFwdMsg"], [id="appendonsend"], hr[id="stopSpelling"], hr[id="zwchr"]';
const signatures =
  '.gmail_signature, .moz-signature, [id="Signature"], [id="AppleMailSignature"], [id="ms-outlook-mobile-signature"], [data-signatureblock]';

const blocks =
  /^(?:address|article|blockquote|br|center|div|dl|h[1-6]|hr|li|ol|p|pre|section|table|td|th|tr|ul)$/;
/** Where wrapping siblings in a `div` would not be HTML, and what never continues beyond its own cell. */
const cells = /^(?:table|tbody|thead|tfoot|tr|td|th|ul|ol|dl)$/;

const nameOf = (node: Node) => node.nodeName.toLowerCase();
const isElement = (node: Node): node is Element => node.nodeType === 1;
const isHidden = (node: Node) => /^(?:style|title|#comment)$/i.test(node.nodeName);

/** The text of some nodes with line ends at blocks; at most `limit` characters. */
function textOf(nodes: Iterable<Node>, limit = Number.POSITIVE_INFINITY): string {
  let text = '';
  const pending = [...nodes].reverse();
  while (pending.length > 0 && text.length < limit) {
    const node = pending.pop();
    if (!node || isHidden(node)) continue;
    if (node.nodeType === 3) text += (node.nodeValue ?? '').replace(/\s+/g, ' ');
    else {
      if (blocks.test(nameOf(node)) && !text.endsWith('\n')) text += '\n';
      for (let child = node.lastChild; child; child = child.previousSibling) pending.push(child);
    }
  }
  return text;
}

const hasContent = (node: Node): boolean =>
  !isHidden(node) &&
  (/[^\s\u200b\ufeff]/.test(node.textContent ?? '') ||
    (isElement(node) && (node.matches('img') || node.querySelector('img') !== null)));

const previousContent = (node: Node): Node | null => {
  let previous = node.previousSibling;
  while (previous && !hasContent(previous)) previous = previous.previousSibling;
  return previous;
};

/** The highest ancestor that begins with this node, so that history takes its wrapper along. */
function outermost(node: Node, root: Root): Node {
  let top = node;
  while (
    top.parentNode &&
    top.parentNode !== root &&
    !previousContent(top) &&
    !cells.test(nameOf(top.parentNode))
  ) {
    top = top.parentNode;
  }
  return top;
}

/** The nodes of the last line before `end`, within its siblings. */
function lastLine(end: Node | null): Node[] {
  const line: Node[] = [];
  for (
    let node = end;
    node && (line.every((other) => !hasContent(other)) || !blocks.test(nameOf(node)));
    node = node.previousSibling
  ) {
    line.unshift(node);
    if (blocks.test(nameOf(node)) && hasContent(node)) break;
  }
  return line;
}

/** The line `On … wrote:` that stands before a quote: whole nodes, or the end of the block before it. */
function attributionBefore(quote: Node, root: Root): Node[] {
  let end = quote;
  while (
    !previousContent(end) &&
    end.parentNode &&
    end.parentNode !== root &&
    !cells.test(nameOf(end.parentNode))
  ) {
    end = end.parentNode;
  }
  for (let last = end.previousSibling; last; ) {
    const line = lastLine(last);
    const text = textOf(line).trim();
    if (!text.includes('\n') && isAttribution(text)) return line;
    const block = line.find(hasContent);
    last = block && isElement(block) ? block.lastChild : null;
  }
  return [];
}

function following(node: Node, root: Root): Node[][] {
  const groups: Node[][] = [];
  for (let at: Node | null = node; at && at !== root; at = at.parentNode) {
    const group: Node[] = at === node ? [at] : [];
    for (let next = at.nextSibling; next; next = next.nextSibling) group.push(next);
    if (group.some(hasContent)) groups.push(group);
    if (at.parentNode && cells.test(nameOf(at.parentNode))) break;
  }
  return groups;
}

/** The first text that reads like the top of another message's headers, or `-----Original Message-----`. */
function findTextBoundary(root: Root, document: Document): Node | null {
  const walker = document.createTreeWalker(root, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.nodeValue ?? '').trim();
    if (
      !/^(?:[>\s*]*[\p{L} ]{1,20}\s*[:：]|[>\s]*[-_]{2,})/u.test(text) ||
      nameOf(node.parentNode ?? node) === 'style'
    )
      continue;
    const line = outermost(node, root);
    const groups = following(node, root);
    const tail = textOf(groups.flat(), 1500);
    if (startsWithOriginal(text) || startsWithHeaders(tail)) return line;
  }
  return null;
}

const isBefore = (a: Node, b: Node) => (a.compareDocumentPosition(b) & 4) !== 0;

interface Quote {
  quote: Element;
  attribution: Node[];
}

function findQuotes(root: Root): Quote[] {
  return (
    [...root.querySelectorAll(containers)]
      .filter((element) => !element.parentElement?.closest(containers) && hasContent(element))
      .map((quote) => ({ quote, attribution: attributionBefore(quote, root) }))
      // An indented paragraph is a blockquote as well: without a client's mark it takes an attribution.
      .filter(
        ({ quote, attribution }) =>
          attribution.length > 0 || !quote.matches('blockquote:not([type], .gmail_quote)'),
      )
  );
}

/** The quote and its attribution as runs of siblings: one where they stand side by side. */
function groupsOf({ quote, attribution: [first, ...rest] }: Quote): Node[][] {
  if (!first) return [[quote]];
  const group = [first, ...rest];
  for (let next = group.at(-1)?.nextSibling ?? null; next; next = next.nextSibling) {
    group.push(next);
    if (next.contains(quote)) return [group];
    if (hasContent(next)) break;
  }
  return [[first, ...rest], [quote]];
}

function hasTextBetween(from: Quote, to: Quote, document: Document): boolean {
  const range = document.createRange();
  range.setStartAfter(from.quote);
  range.setEndBefore(to.attribution[0] ?? to.quote);
  return /\S/.test(range.toString());
}

/** A line across the page belongs to the history below it. */
function withRule(start: Node): Node {
  let previous = start.previousSibling;
  while (previous && nameOf(previous) !== 'hr' && !hasContent(previous)) previous = previous.previousSibling;
  return previous && nameOf(previous) === 'hr' ? previous : start;
}

/** The runs of siblings that are history; none when replies stand between several quotes. */
function findHistory(root: Root, document: Document): Node[][] {
  const quotes = findQuotes(root);
  const [first] = quotes;
  const marked = root.querySelector(boundaries);
  const text = findTextBoundary(root, document);
  const boundary = marked && (!text || isBefore(marked, text)) ? marked : text;
  if (boundary && (!first || isBefore(boundary, first.quote))) {
    return following(withRule(outermost(boundary, root)), root);
  }
  const interleaved = quotes.some((quote, i) => {
    const next = quotes[i + 1];
    return next !== undefined && hasTextBetween(quote, next, document);
  });
  return interleaved ? [] : quotes.flatMap(groupsOf);
}

function wrap(group: readonly Node[], mark: string, document: Document): void {
  const [first] = group;
  if (!first?.parentNode) return;
  if (group.length === 1 && isElement(first)) {
    first.setAttribute(mark, '');
    return;
  }
  if (cells.test(nameOf(first.parentNode)) && !/^t[dh]$/.test(nameOf(first.parentNode))) {
    for (const node of group) if (isElement(node)) node.setAttribute(mark, '');
    return;
  }
  const fold = document.createElement('div');
  fold.setAttribute(mark, '');
  first.parentNode.insertBefore(fold, first);
  fold.append(...group);
}

/** Whether anything is left to read besides what would be folded. */
function leavesContent(root: Root, groups: readonly Node[][]): boolean {
  const folded = new Set(groups.flat());
  const pending: Node[] = [...root.childNodes];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (folded.has(node) || !hasContent(node)) continue;
    if (node.nodeType === 3 || nameOf(node) === 'img') return true;
    pending.push(...node.childNodes);
  }
  return false;
}

function fold(groups: readonly Node[][], mark: string, root: Root, document: Document): number {
  if (groups.length === 0 || !leavesContent(root, groups)) return 0;
  for (const group of groups) wrap(group, mark, document);
  return groups.length;
}

/**
 * Marks the quoted history of sanitised mail with `data-quoted`, so that a reader sees it only when asked for; lone
 * siblings are wrapped in a `div`. Forwards, replies between the quotes and messages of nothing but a quote stay as they
 * are. Returns how many parts there are.
 */
export function foldQuoted(root: Root, document: Document): number {
  const groups = findHistory(root, document);
  const start = textOf(groups.flat(), 300).trim();
  return isForward(start) ? 0 : fold(groups, 'data-quoted', root, document);
}

/** Marks the sender's signature, outside the history, with `data-signature`. Returns how many parts there are. */
export function foldSignature(root: Root, document: Document): number {
  const own = (node: Node) =>
    !(isElement(node) ? node : node.parentElement)?.closest('[data-quoted], blockquote');
  const marked = [...root.querySelectorAll(signatures)].find(
    (element) => own(element) && hasContent(element),
  );
  if (marked) return fold([[marked]], 'data-signature', root, document);
  const walker = document.createTreeWalker(root, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!/^\s*--[ \u00a0]?\s*$/.test(node.nodeValue ?? '') || !own(node)) continue;
    const [group = []] = following(outermost(node, root), root);
    const end = group.findIndex(
      (other) => isElement(other) && (other.matches('[data-quoted]') || other.querySelector('[data-quoted]')),
    );
    return fold([end < 0 ? group : group.slice(0, end)], 'data-signature', root, document);
  }
  return 0;
}
