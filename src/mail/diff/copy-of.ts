import { isElement, nameOf } from '../mail-dom.ts';
import { isInline, isSingle } from './inline.ts';
import { isBlank, isText, type MailLine } from './mail-lines.ts';

function wrapInDel(node: ChildNode, document: Document): void {
  const del = document.createElement('del');
  node.replaceWith(del);
  del.append(node);
}

/** What a copy must not bring along: names that are there already, rules for the whole mail. */
function withoutNames(copy: Element): void {
  for (const sheet of copy.querySelectorAll('style, title')) sheet.remove();
  for (const element of [copy, ...copy.querySelectorAll('[id], [name]')]) {
    element.removeAttribute('id');
    element.removeAttribute('name');
  }
}

/** A link cannot stand in a link. */
function withoutLinks(copy: Element | DocumentFragment): void {
  for (const link of copy.querySelectorAll('a')) link.replaceWith(...link.childNodes);
}

/** A deleted element with all that it shows marked as deleted. */
export function deletedElement(element: Element, document: Document): Element {
  const copy = document.importNode(element, true);
  withoutNames(copy);
  const pending: ChildNode[] = [copy];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const shown = isText(node) ? !isBlank(node.data) : isSingle(node) || nameOf(node) === 'hr';
    if (shown && node !== copy) wrapInDel(node, document);
    else for (const child of node.childNodes) pending.push(child);
  }
  if (!isSingle(copy) && nameOf(copy) !== 'hr') return copy;
  const del = document.createElement('del');
  del.append(copy);
  return del;
}

/** A stretch of a line as deleted, with the inline elements around its words; `links`: whether these may be links. */
export function deletedStretch(
  line: MailLine,
  [from, to]: readonly [number, number],
  document: Document,
  links: boolean,
): Element {
  const del = document.createElement('del');
  let open: [original: Element, copy: Element][] = [];
  for (const { node, start, end } of line.pieces) {
    if (end <= from || start >= to) continue;
    const around: Element[] = [];
    for (let at = node.parentElement; at && at !== line.block && isInline(at); at = at.parentElement)
      around.unshift(at);
    const same = open.findIndex(([original], i) => original !== around[i]);
    open = same < 0 ? open : open.slice(0, same);
    for (const original of around.slice(open.length)) {
      const copy = document.importNode(original, false);
      withoutNames(copy);
      (open.at(-1)?.[1] ?? del).append(copy);
      open.push([original, copy]);
    }
    const text = isText(node) ? node.data.slice(Math.max(0, from - start), to - start) : null;
    (open.at(-1)?.[1] ?? del).append(text ?? document.importNode(node, true));
  }
  for (const child of del.children) if (isElement(child)) withoutNames(child);
  if (!links) withoutLinks(del);
  return del;
}
