import { type LeveledItem, nestItems } from './nest-items.ts';
import { numberingOf } from './numbering.ts';
import type { StyleRules } from './style-rules.ts';

/**
 * Word and Outlook copy a list as paragraphs that say `mso-list:l0 level2 lfo1`, with its mark as text in a span that says
 * `mso-list:Ignore`; Word in a browser copies one list per item, which says its depth in `data-aria-level`. Both become lists.
 */
export function makeOfficeLists(root: Element, styles: StyleRules) {
  const parents = new Set<Element>();
  for (const element of root.querySelectorAll('p, div, h1, h2, h3, h4, h5, h6')) {
    if (wordLevel(element, styles) !== null && element.parentElement) parents.add(element.parentElement);
  }
  for (const list of root.querySelectorAll('ul:has(> [data-aria-level]), ol:has(> [data-aria-level])')) {
    const outermost = aloneIn(list);
    if (outermost !== list) outermost.replaceWith(list);
    if (list.parentElement) parents.add(list.parentElement);
  }
  for (const parent of parents) gatherItems(parent, styles);
}

/** Runs of children that are list items give way to lists. */
function gatherItems(parent: Element, styles: StyleRules) {
  let run: LeveledItem[] = [];
  const endRun = (before: Node | null) => {
    for (const list of nestItems(run, parent.ownerDocument)) parent.insertBefore(list, before);
    run = [];
  };
  for (const child of Array.from(parent.childNodes)) {
    const items = child.nodeType === 1 ? itemsOf(child as Element, styles, run) : [];
    if (items.length > 0) {
      run.push(...items);
      child.remove();
    } else if (/[^\s]/.test(child.textContent ?? '') || holdsSomething(child)) endRun(child);
  }
  endRun(null);
}

const holdsSomething = (node: Node) =>
  node.nodeType === 1 &&
  ((node as Element).matches('img, hr, table, ul, ol') ||
    (node as Element).querySelector('img, hr, table, ul, ol') !== null);

function itemsOf(element: Element, styles: StyleRules, run: readonly LeveledItem[]): LeveledItem[] {
  const level = wordLevel(element, styles);
  if (level !== null) {
    const previous = run.findLast((before) => before.level <= level);
    const numbering = numberingOf(
      takeMark(element, styles),
      previous?.level === level ? previous.numbering : undefined,
    );
    return [{ level, numbering, item: itemFrom(element) }];
  }
  if (!/^[uo]l$/.test(element.localName)) return [];
  const tag = element.localName as 'ol' | 'ul';
  const start = Number(element.getAttribute('start') ?? 1) || 1;
  return Array.from(element.children).flatMap((item, index) => {
    const depth = Number(item.getAttribute('data-aria-level'));
    return depth > 0 ? [{ level: depth, numbering: { tag, type: null, number: start + index }, item }] : [];
  });
}

function wordLevel(element: Element, styles: StyleRules): number | null {
  if (!/^(?:p|div|h[1-6])$/.test(element.localName)) return null;
  const level = /\blevel([1-9])\b/.exec(styles.of(element).get('mso-list') ?? '')?.[1];
  return level === undefined ? null : Number(level);
}

function takeMark(element: Element, styles: StyleRules): string {
  const mark = Array.from(element.querySelectorAll('[style]')).find(
    (span) => styles.of(span).get('mso-list') === 'ignore',
  );
  mark?.remove();
  return mark?.textContent ?? '';
}

function itemFrom(element: Element): Element {
  const item = element.ownerDocument.createElement('li');
  if (/^h/.test(element.localName)) item.append(element.cloneNode(true));
  else item.append(...element.childNodes);
  return item;
}

/** The outermost element that holds this one and nothing else. */
function aloneIn(element: Element): Element {
  const parent = element.parentElement;
  if (parent?.localName !== 'div' || parent.children.length !== 1) return element;
  return parent.textContent === element.textContent ? aloneIn(parent) : element;
}
