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

const blocks = /^(?:address|article|blockquote|br|center|div|dl|h[1-6]|hr|li|ol|p|pre|section|table|td|th|tr|ul)$/;
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
  !isHidden(node) && (/[^\s\u200b\ufeff]/.test(node.textContent ?? '') || (isElement(node) && (node.matches('img') || node.querySelector('img') !== null)));

const previousContent = (node: Node): Node | null => {
  let previous = node.previousSibling;
  while (previous && !hasContent(previous)) previous = previous.previousSibling;
  return previous;
};

/** The highest ancestor that begins with this node, so that history takes its wrapper along. */
function outermost(node: Node, root: Root): Node {
  let top = node;
  while (top.parentNode && top.parentNode !== root && !previousContent(top) && !cells.test(nameOf(top.parentNode))) {
    top = top.parentNode;
  }
  return top;
}

/** The nodes of the last line before `end`, within its siblings. */
function lastLine(end: Node | null): Node[] {
  const line: Node[] = [];
  for (let node = end; node && (line.every((other) => !hasContent(other)) || !blocks.test(nameOf(node))); node = node.previousSibling) {
    line.unshift(node);
    if (blocks.test(nameOf(node)) && hasContent(node)) break;
  }
  return line;
}

/** The line `On … wrote:` that stands before a quote: whole nodes, or the end of the block before it. */
function attributionBefore(quote: Node, root: Root): Node[] {
  let end = quote;
  while (!previousContent(end) && end.parentNode && end.parentNode !== root && !cells.test(nameOf(end.parentNode))) {
    end = end.parentNode;
  }
  for (let last = end.previousSibling; last; ) {
    const line = lastLine(last);
    if (isAttribution(textOf(line))) return line;
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
function findTextBoundary(root: Root): Node | null {
  const walker = (root.ownerDocument as Document).createTreeWalker(root, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.nodeValue ?? '').trim();
    if (!/^(?:[>\s*]*[\p{L} ]{1,20}\s*[:：]|[>\s]*[-_]{2,})/u.test(text) || nameOf(node.parentNode ?? node) === 'style') continue;
    const line = outermost(node, root);
    const groups = following(node, root);
    const tail = textOf(groups.flat(), 1500);
    if (startsWithOriginal(text) || startsWithHeaders(tail)) return line;
  }
  return null;
}

const isBefore = (a: Node, b: Node) => (a.compareDocumentPosition(b) & 4) !== 0;

/** The groups of neighbours that are history; none when replies stand between several quotes. */
function findHistory(root: Root): Node[][] {
  const found = [...root.querySelectorAll(containers)].filter((element) => !element.parentElement?.closest(containers));
  const quotes = found
    .map((quote) => ({ quote, attribution: attributionBefore(quote, root) }))
    // An indented paragraph is a blockquote as well: without a client's mark it takes an attribution.
    .filter(({ quote, attribution }) => attribution.length > 0 || !quote.matches('blockquote:not([type]):not([class*="quote"])'));
  const marked = root.querySelector(boundaries);
  const text = findTextBoundary(root);
  const boundary = marked && (!text || isBefore(marked, text)) ? marked : text;

  const [first] = quotes;
  if (boundary && (!first || (isBefore(boundary, first.quote) && !boundary.contains(first.quote)))) {
    const start = outermost(boundary, root);
    const rule = previousContentOrRule(start);
    return following(rule ?? start, root);
  }
  if (!first || quotes.length > 1) return quotes.length > 1 && !hasReplyBetween(quotes) ? quotes.flatMap(groupsOf) : first && quotes.length === 1 ? groupsOf(first) : [];
  return groupsOf(first);
}
