import { isElement, nameOf } from '../mail-dom.ts';
import { isInline } from './inline.ts';

export interface Look {
  /** Equal when two pieces of text look the same, as far as the nearest block around them tells. */
  style: string;
  /** Where it leads; '' where it is no link. */
  href: string;
}

const equals: Record<string, string> = { strong: 'b', em: 'i', strike: 's' };
/** Blocks that look different from a plain paragraph. */
const telling = /^(?:blockquote|center|dd|dt|h[1-6]|li|ol|pre|th|ul)$/;
const plain = /^(?:a|area|font|span)$/;
const shown = ['align', 'bgcolor', 'class', 'color', 'dir', 'face', 'height', 'size', 'style', 'width'];

const looks = new WeakMap<Element, Look>();
const nowhere: Look = { style: '', href: '' };

const attributesOf = (element: Element) =>
  shown.flatMap((name) => {
    const value = element.getAttribute(name)?.replace(/\s+/g, ' ').trim();
    return value ? [`${name}=${value}`] : [];
  });

function kindOfBlock(block: Element): string[] {
  const kinds: string[] = [];
  for (let at: Element | null = block; at && nameOf(at) !== 'body'; at = at.parentElement)
    if (telling.test(nameOf(at))) kinds.push(nameOf(at));
  return kinds;
}

function lookOfElement(element: Element): Look {
  const known = looks.get(element);
  if (known) return known;
  const name = nameOf(element);
  const inline = isInline(element);
  const around = inline && element.parentElement ? lookOfElement(element.parentElement) : nowhere;
  const tags = inline ? (plain.test(name) ? [] : [equals[name] ?? name]) : kindOfBlock(element);
  const styles = new Set([...around.style.split('\n'), ...tags, ...attributesOf(element)]);
  const href = (name === 'a' && element.getAttribute('href')?.trim()) || around.href;
  const look = { style: [...styles].sort().join('\n'), href };
  looks.set(element, look);
  return look;
}

/** How a piece of sanitised mail looks. The mail must not change any more once it was looked at. */
export function lookOf(node: Node): Look {
  const element = isElement(node) ? node : node.parentElement;
  return element ? lookOfElement(element) : nowhere;
}
