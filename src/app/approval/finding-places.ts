import { parseAddress } from '#mail/address-list.ts';
import type { GradedFinding } from '#mail/checks/grade-findings.ts';

/** Where a finding stands on the page, or in the document of the frame that shows the reply. */
export interface FindingPlace {
  readonly finding: GradedFinding;
  readonly range: Range;
}

/** The text of an element as findings quote it, white space as one space; `at` leads back to the text of the page. */
interface ReadText {
  readonly text: string;
  readonly at: readonly { node: Text; offset: number }[];
}

/** Characters: looking through more would be felt. */
const longest = 100_000;

/** What shows the text of the reply: its editor, the same letters behind the field of a text message, or a card. */
function shownBody(): Element | null {
  const shown = document.querySelector('[data-reply] :is([role="textbox"], .marked-text, [data-reply-body])');
  const frame = shown?.matches('[data-reply-body]') ? shown.querySelector('iframe') : null;
  return frame ? (frame.contentDocument?.body ?? null) : shown;
}

function readText(root: Element): ReadText {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const at: { node: Text; offset: number }[] = [];
  let text = '';
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (node.parentElement?.closest('style')) continue;
    // By UTF-16 units, as ranges count.
    for (let offset = 0; offset < node.length; offset++) {
      const unit = node.data.charAt(offset);
      const one = /\s/.test(unit) ? ' ' : unit;
      if (one === ' ' && text.endsWith(' ')) continue;
      at.push({ node, offset });
      text += one;
    }
  }
  return { text, at };
}

/** Where a quote begins; that of a link, where it is one, since its words may stand in the text before. */
function startOf(quote: string, href: string | null | undefined, { text, at }: ReadText): number {
  const first = text.indexOf(quote);
  if (href === undefined) return first;
  let inLink = -1;
  for (let start = first; start >= 0; start = text.indexOf(quote, start + 1)) {
    const link = at[start]?.node.parentElement?.closest('a');
    if (link && link.getAttribute('href') === href) return start;
    if (link && inLink < 0) inLink = start;
  }
  return inLink < 0 ? first : inLink;
}

function rangeIn(read: ReadText, quote: string, href?: string | null): Range | null {
  const wanted = quote.replace(/\s+/g, ' ');
  const found = startOf(wanted, href, read);
  const start = read.at[found];
  const end = read.at[found + wanted.length - 1];
  if (found < 0 || !start || !end) return null;
  const range = start.node.ownerDocument.createRange();
  range.setStart(start.node, start.offset);
  range.setEnd(end.node, Math.min(end.offset + 1, end.node.length));
  return range;
}

/** A recipient's chip, or their entry in the line of a card. */
function recipientRange(field: 'cc' | 'bcc', address: string): Range | null {
  const entries = document.querySelectorAll(`[data-reply] [data-recipients="${field}"] [data-recipient]`);
  const entry = [...entries].find(({ textContent }) => parseAddress(textContent).address === address);
  return entry ? rangeIn(readText(entry), address) : null;
}

/** Where the quotes of findings stand in the reply, as far as it shows them. */
export function placesOf(findings: readonly GradedFinding[]): FindingPlace[] {
  const body = findings.some(({ place }) => place.part === 'body') ? shownBody() : null;
  const read = body && (body.textContent?.length ?? 0) <= longest ? readText(body) : null;
  return findings.flatMap((finding) => {
    const { part, quote, href } = finding.place;
    if (!quote) return [];
    const range = part === 'body' ? read && rangeIn(read, quote, href) : recipientRange(part, quote);
    return range ? [{ finding, range }] : [];
  });
}
