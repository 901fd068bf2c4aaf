import { nameOf } from '../mail-dom.ts';
import { deletedElement, deletedStretch } from './copy-of.ts';
import type { Counterparts } from './counterparts.ts';
import { isInline, nearest } from './inline.ts';
import type { MailLine } from './mail-lines.ts';
import type { Match } from './pair-lines.ts';

interface Spot {
  container: Element;
  before: Node | null;
}

const parents: Record<string, RegExp> = {
  td: /^tr$/,
  th: /^tr$/,
  tr: /^(?:tbody|thead|tfoot)$/,
  tbody: /^table$/,
  thead: /^table$/,
  tfoot: /^table$/,
  caption: /^table$/,
  li: /^(?:menu|ol|ul)$/,
  dt: /^dl$/,
  dd: /^dl$/,
};
const holdsOwnOnly = /^(?:colgroup|dl|hr|menu|ol|picture|table|tbody|tfoot|thead|tr|ul)$/;
/** A block in it would end it, or be parted by it, when the mail is read again. */
const phrasesOnly = /^(?:a|address|dt|h[1-6]|p)$/;

/** The parts of a table too: whatever stands in one is read apart from the phrases around it. */
const phraseOrTable = new RegExp(`${phrasesOnly.source}|^(?:caption|table|tbody|td|tfoot|th|thead|tr)$`);

const holds = (container: Element, name: string) =>
  parents[name]?.test(nameOf(container)) ?? !holdsOwnOnly.test(nameOf(container));

function isInPhrase(container: Element): boolean {
  const around = nearest(container, phraseOrTable);
  return around !== null && phrasesOnly.test(nameOf(around));
}

const childOf = (container: Element, node: Node): Node => {
  let child = node;
  while (child.parentNode && child.parentNode !== container) child = child.parentNode;
  return child;
};

const ancestorsOf = (node: Node | null, within: Element): Element[] => {
  const found: Element[] = [];
  for (let at = node?.parentElement ?? null; at && within.contains(at); at = at.parentElement) found.push(at);
  return found;
};

/** All places between two nodes of a mail, the ones that change least around them first. */
function spotsBetween(previous: Node | null, next: Node | null, body: Element): Spot[] {
  const [left, right] = [ancestorsOf(previous, body), ancestorsOf(next, body)];
  const around = left.find((element) => next && element.contains(next)) ?? body;
  const behind = left
    .slice(0, left.indexOf(around) < 0 ? left.length : left.indexOf(around))
    .map((container) => ({ container, before: previous && childOf(container, previous).nextSibling }));
  const ahead = right
    .slice(0, right.indexOf(around) < 0 ? right.length : right.indexOf(around))
    .map((container) => ({ container, before: next && childOf(container, next) }));
  const after = previous ? childOf(around, previous).nextSibling : null;
  const between: Spot = { container: around, before: next ? childOf(around, next) : after };
  const spots = [between, ...behind.reverse(), ...ahead.reverse()];
  return previous || next
    ? spots.filter(({ container }) => container !== previous)
    : [{ container: body, before: null }];
}

const isAfter = (node: Node, other: Node | null) => !other || (other.compareDocumentPosition(node) & 4) !== 0;

/** A place inside of an element, where it is one between the two nodes. */
function spotIn(
  element: Element,
  spots: readonly Spot[],
  previous: Node | null,
  next: Node | null,
): Spot | null {
  const spot = spots.find(({ container }) => container === element);
  if (spot) return spot;
  const isBetween =
    isAfter(element, previous) &&
    !previous?.contains(element) &&
    (!next || (isAfter(next, element) && !element.contains(next)));
  return isBetween ? { container: element, before: null } : null;
}

/**
 * The outermost block that is gone with a line, or null when the block of the line is still there. An inline element
 * around blocks may hold the end of another line as well, so it goes along with a block around it alone.
 */
function goneAround(line: MailLine, kept: ReadonlySet<Element>): Element | null {
  let gone: Element | null = null;
  for (let at: Element | null = line.block; at && !kept.has(at); at = at.parentElement)
    if (!isInline(at)) gone = at;
  return gone;
}

/** A line of its own wherever it stands: a `div` would end a paragraph. */
function deletedLine(line: MailLine, container: Element): Element {
  const { ownerDocument: document } = container;
  const block = document.createElement('span');
  block.setAttribute('style', 'display: block');
  block.append(deletedStretch(line, [0, line.text.length], document, nearest(container, /^a$/) === null));
  return block;
}

/**
 * Puts what is gone into the mail after, marked as deleted, between the lines that it stood between: whole rows, items
 * and blocks where nothing of them is left, lines of their own otherwise.
 */
export function placeDeleted(matches: readonly Match[], { kept, of }: Counterparts, body: Element): void {
  const { ownerDocument: document } = body;
  const firstNodes = matches.map(({ after }) => after[0]?.pieces[0]?.node ?? null);
  const nexts: (Node | null)[] = [];
  let next: Node | null = null;
  for (let i = matches.length - 1; i >= 0; i--) {
    nexts[i] = next;
    next = firstNodes[i] ?? next;
  }
  const done = new Set<Element>();
  let previous: Node | null = null;

  const place = (line: MailLine, gone: Element | null, following: Node | null): Node => {
    const spots = spotsBetween(previous, following, body);
    let shown = gone;
    const home = of.get(gone?.parentElement ?? line.block);
    const homeSpot = home ? spotIn(home, spots, previous, following) : null;
    const wanted = homeSpot ? [homeSpot, ...spots] : spots;
    let copy = gone && deletedElement(gone, document);
    const placeLine = ({ container, before }: Spot) =>
      container.insertBefore(deletedLine(line, container), before);
    // A list that has lines without an item has room for one more.
    if (!gone && homeSpot) return placeLine(homeSpot);
    for (;;) {
      const name = shown ? nameOf(shown) : 'span';
      const spot = wanted.find(({ container }) => holds(container, isInPhrase(container) ? 'span' : name));
      if (spot) {
        const element = copy && !isInPhrase(spot.container) ? copy : deletedLine(line, spot.container);
        spot.container.insertBefore(element, spot.before);
        if (element === copy && gone) done.add(gone);
        return element;
      }
      const parent: Element | null = shown?.parentElement ?? null;
      if (!copy || !parent) return placeLine(wanted[0] ?? { container: body, before: null });
      const wrapper = document.importNode(parent, false);
      wrapper.append(copy);
      [shown, copy] = [parent, wrapper];
    }
  };

  for (const [i, match] of matches.entries()) {
    const lastNode = match.after.at(-1)?.pieces.at(-1)?.node;
    if (lastNode) previous = lastNode;
    else {
      for (const line of match.before) {
        const gone = goneAround(line, kept);
        if (gone && done.has(gone)) continue;
        previous = place(line, gone, nexts[i] ?? null);
      }
    }
  }
}
