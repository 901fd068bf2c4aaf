import { nameOf } from '../mail-dom.ts';
import type { MailLine } from './mail-lines.ts';
import type { Match } from './pair-lines.ts';

export interface Counterparts {
  /** The elements of the mail before that hold something that is still there. */
  kept: ReadonlySet<Element>;
  /** What some of them became. */
  of: ReadonlyMap<Element, Element>;
}

/** The blocks around a line, the body first. */
function chainOf(line: MailLine, body: Element): Element[] {
  const chain: Element[] = [];
  for (let at: Element | null = line.block; at; at = at === body ? null : at.parentElement) chain.push(at);
  return chain.reverse();
}

const columns = (row: Element) => [...row.children].filter((cell) => /^t[dh]$/.test(nameOf(cell)));

/** Pairs the elements around lines that became each other: from the body inwards, then from the line outwards. */
export function counterpartsIn(matches: readonly Match[], before: Element, after: Element): Counterparts {
  const kept = new Set<Element>([before]);
  const of = new Map<Element, Element>([[before, after]]);
  const taken = new Set<Element>([after]);
  const pair = (a: Element, b: Element) => {
    if (of.get(a) === b) return true;
    if (of.has(a) || taken.has(b) || nameOf(a) !== nameOf(b)) return false;
    of.set(a, b);
    taken.add(b);
    return true;
  };
  const keep = (node: Node) => {
    for (let at = node.parentElement; at && !kept.has(at); at = at.parentElement) kept.add(at);
  };
  for (const match of matches) {
    const [first] = match.before;
    const [now] = match.after;
    if (!first || !now) continue;
    for (const line of match.before) for (const { node } of line.pieces) keep(node);
    const [old, fresh] = [chainOf(first, before), chainOf(now, after)];
    const shorter = Math.min(old.length, fresh.length);
    const both = (i: number) => {
      const [a, b] = [old.at(i), fresh.at(i)];
      return a !== undefined && b !== undefined && pair(a, b);
    };
    let inwards = 1;
    while (inwards < shorter && both(inwards)) inwards++;
    for (let outwards = -1; outwards > inwards - shorter - 1 && both(outwards); ) outwards--;
  }
  // A cell that was emptied is still there.
  for (const [row, now] of [...of]) {
    if (nameOf(row) !== 'tr') continue;
    const [cells, cellsNow] = [columns(row), columns(now)];
    if (cells.length !== cellsNow.length) continue;
    for (const [i, cell] of cells.entries()) {
      const cellNow = cellsNow[i];
      if (cellNow && !kept.has(cell) && pair(cell, cellNow)) kept.add(cell);
    }
  }
  return { kept, of };
}
