import {
  following,
  hasContent,
  isBlock,
  isElement,
  isWithin,
  type MailRoot,
  outermost,
  textOf,
} from './mail-dom.ts';
import { markParts } from './mark-parts.ts';

/** Elements that hold a signature: Gmail, Thunderbird, Outlook on the web, Apple Mail, Outlook on a phone, Proton, Yahoo. */
const containers =
  '.gmail_signature, .moz-signature, [id="Signature"], [id="AppleMailSignature"], [id="ms-outlook-mobile-signature"], [data-signatureblock], .protonmail_signature_block, [class*="yahoo_signature"], [class^="ydp"][class$="signature"]';
/** Empty elements that a signature begins with: iOS Mail, Outlook. */
const beginnings = '[id="lineBreakAtBeginningOfSignature"], a[name="_MailAutoSig"]';

/** Longer than any signature that follows a line of two dashes (RFC 3676, 4.3, asks for four lines). */
const most = { lines: 15, characters: 1500 };

const dashes = /^\s*--[ \u00a0]?\s*$/;

/** What phones and free mail put under a message, as one line. */
const advertisement =
  /^(?:sent (?:from|with|via) (?:my |the )?(?:iphone|ipad|ipod|mobile|phone|android|blackberry|galaxy|samsung|pixel|windows phone|outlook|mail|yahoo|proton|aol|spark)\b|get outlook for\b|von meinem \S+ gesendet|gesendet (?:von|mit) (?:meinem|outlook|der)\b|envoyé (?:de|depuis) mon\b|enviado desde mi\b|enviado do meu\b|inviato da(?:l mio)? (?:iphone|ipad)|verstuurd vanaf mijn\b|verzonden vanaf mijn\b|отправлено с\b|从我的.{2,12}发送|iphoneから送信)[^\n]{0,60}$/iu;

/** True for an element that a mail client, or this desk, put a signature into. */
export const isSignature = (element: Element) => element.matches(containers);

/**
 * The sender's signature in sanitised mail, as a run of siblings outside of what is quoted: by its client's mark, by the
 * line `-- `, or as the one line that a phone puts at the end. Empty where there is none. Changes nothing.
 */
export function findSignature(root: MailRoot, document: Document, quoted: readonly Node[]): Node[] {
  const history = new Set(quoted);
  const holdsHistory = (node: Node) => quoted.some((part) => node.contains(part));
  const isOwn = (node: Node) =>
    !isWithin(node, history) && !(isElement(node) ? node : node.parentElement)?.closest('blockquote');
  const marked = [...root.querySelectorAll(containers)].find(
    (element) => isOwn(element) && hasContent(element) && !holdsHistory(element),
  );
  if (marked) return [...dashesBefore(marked), marked];

  /** From a node on, as far as its siblings go or the history begins. */
  const from = (node: Node): Node[] => {
    const start = outermost(node, root, (ancestor) => !holdsHistory(ancestor));
    const [group = []] = following(start, root);
    const end = group.findIndex((sibling) => history.has(sibling) || holdsHistory(sibling));
    return end < 0 ? group : group.slice(0, end);
  };
  const beginning = [...root.querySelectorAll(beginnings)].find(isOwn);
  const begun = beginning ? from(beginning) : [];
  if (begun.some(hasContent)) return begun;

  const walker = document.createTreeWalker(root, 4);
  let last: Node | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!hasContent(node) || !isOwn(node)) continue;
    last = node;
    if (!dashes.test(node.nodeValue ?? '')) continue;
    const group = from(node);
    const text = textOf(group).trim();
    if (text.includes('\n') && text.length <= most.characters && text.split('\n').length <= most.lines)
      return group;
  }
  return last ? advertisementAt(last, root, from) : [];
}

/** The line `-- ` that Gmail puts in front of the element, outside of it. */
function dashesBefore(element: Element): Node[] {
  const line: Node[] = [];
  for (let node = element.previousSibling; node; node = node.previousSibling) {
    line.unshift(node);
    if (hasContent(node)) return dashes.test(node.textContent ?? '') ? line : [];
  }
  return [];
}

/** The last line, where it is one that a phone wrote. */
function advertisementAt(last: Node, root: MailRoot, from: (node: Node) => Node[]): Node[] {
  let first = last;
  // `Get <a>Outlook for iOS</a>` is one line of several nodes.
  for (let at: Node = last; at.parentNode && at.parentNode !== root; at = at.parentNode) {
    for (let before = at.previousSibling; before && !isBlock(before); before = before.previousSibling)
      if (hasContent(before)) first = before;
    if (isBlock(at.parentNode)) break;
  }
  const group = from(first);
  return advertisement.test(textOf(group).replace(/\s+/g, ' ').trim()) ? group : [];
}

/** Marks the sender's signature, outside the history, with `data-signature`. Returns how many parts there are. */
export function foldSignature(root: MailRoot, document: Document): number {
  const group = findSignature(root, document, [...root.querySelectorAll('[data-quoted]')]);
  return group.length === 0 ? 0 : markParts([group], 'data-signature', root, document);
}

/**
 * A signature as it goes into a message. The mark is Gmail's, since that is the one most programs that fold or strip
 * signatures know, this one among them; a class of our own would mean nothing to anybody.
 */
export const signatureMarkup = (html: string) =>
  `<div class="gmail_signature" data-smartmail="gmail_signature">${html}</div>`;
