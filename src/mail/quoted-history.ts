import {
  following,
  hasContent,
  isBlock,
  isCell,
  isElement,
  type MailRoot,
  nameOf,
  nodeAfter,
  outermost,
  previousContent,
  textFrom,
  textOf,
} from './mail-dom.ts';
import { markParts } from './mark-parts.ts';
import {
  beginsLikeHeaders,
  isAttribution,
  isForward,
  startsWithHeaders,
  startsWithOriginal,
} from './quoted-text.ts';

export { splitQuotedText } from './quoted-text.ts';

/** Elements that hold a quoted message, each by its client: Gmail, Apple Mail and Thunderbird, Yahoo, Outlook for Mac … */
const containers =
  '.gmail_quote, blockquote[type="cite" i], [class*="yahoo_quoted"], [id="OLK_SRC_BODY_SECTION"], .protonmail_quote, .tutanota_quote, [id="mail-editor-reference-message-container"], .ms-outlook-mobile-reference-message, blockquote';
/** Elements behind which everything is history: Outlook on the web, Hotmail, Zimbra. */
const boundaries = '[id="divRplyFwdMsg"], [id="appendonsend"], hr[id="stopSpelling"], hr[id="zwchr"]';

/** The nodes of the last line before `end`, within its siblings. */
function lastLine(end: Node | null): Node[] {
  const line: Node[] = [];
  let says = false;
  for (let node = end; node && !(says && isBlock(node)); node = node.previousSibling) {
    line.push(node);
    says ||= hasContent(node);
    if (says && isBlock(node)) break;
  }
  return line.reverse();
}

/** The line `On … wrote:` that stands before a quote: whole nodes, or the end of the block before it. */
function attributionBefore(quote: Node, root: MailRoot): Node[] {
  let end = quote;
  while (!previousContent(end) && end.parentNode && end.parentNode !== root && !isCell(end.parentNode)) {
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

/** The first text that reads like the top of another message's headers, or `-----Original Message-----`. */
function findTextBoundary(root: MailRoot, document: Document): Node | null {
  const walker = document.createTreeWalker(root, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.nodeValue ?? '').trim();
    if (
      !/^(?:[>\s*]*[\p{L} ]{1,20}\s*[:：]|[>\s]*[-_]{2,})/u.test(text) ||
      nameOf(node.parentNode ?? node) === 'style'
    )
      continue;
    if (startsWithOriginal(text)) return outermost(node, root);
    if (beginsLikeHeaders(text) && startsWithHeaders(textFrom(node, root, 1500)))
      return outermost(node, root);
  }
  return null;
}

const isBefore = (a: Node, b: Node) => (a.compareDocumentPosition(b) & 4) !== 0;

interface Quote {
  quote: Element;
  attribution: Node[];
}

function findQuotes(root: MailRoot): Quote[] {
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

function hasTextBetween(from: Quote, to: Quote): boolean {
  const end = to.attribution[0] ?? to.quote;
  // The attribution may be a quote of its own, and then is the first one: iOS Mail.
  if (from.quote.contains(end) || !isBefore(from.quote, end)) return false;
  for (let node = nodeAfter(from.quote); node && node !== end; node = node.firstChild ?? nodeAfter(node))
    if (node.nodeType === 3 && /\S/.test(node.nodeValue ?? '')) return true;
  return false;
}

/** A line across the page belongs to the history below it. */
function withRule(start: Node): Node {
  let previous = start.previousSibling;
  while (previous && nameOf(previous) !== 'hr' && !hasContent(previous)) previous = previous.previousSibling;
  return previous && nameOf(previous) === 'hr' ? previous : start;
}

/** The runs of siblings that are history; none when replies stand between several quotes. */
function findHistory(root: MailRoot, document: Document): Node[][] {
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
    return next !== undefined && hasTextBetween(quote, next);
  });
  return interleaved ? [] : quotes.flatMap(groupsOf);
}

export interface QuotedHistory {
  /** Runs of siblings; none when replies stand between several quotes. */
  readonly parts: readonly (readonly Node[])[];
  /** It is passed on, and so is new to its reader. */
  readonly forwarded: boolean;
}

/** The quoted history of sanitised mail, by the marks and the words of the clients that quote. Changes nothing. */
export function findQuoted(root: MailRoot, document: Document): QuotedHistory {
  const parts = findHistory(root, document);
  return { parts, forwarded: isForward(textOf(parts.flat(), 300)) };
}

/**
 * Marks the quoted history of sanitised mail with `data-quoted`, so that a reader sees it only when asked for. Forwards,
 * replies between the quotes and messages of nothing but a quote stay as they are. Returns how many parts there are.
 */
export function foldQuoted(root: MailRoot, document: Document): number {
  const { parts, forwarded } = findQuoted(root, document);
  return forwarded ? 0 : markParts(parts, 'data-quoted', root, document);
}
