import { isElement, nameOf } from '../mail-dom.ts';

const single = /^(?:audio|canvas|img|input|meter|picture|progress|select|textarea|video)$/;
const phrase =
  /^(?:a|abbr|acronym|b|bdi|bdo|big|blink|button|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|nobr|output|q|rb|rp|rt|ruby|s|samp|small|span|strike|strong|sub|sup|time|tt|u|var|wbr)$/;

/** An element that stands in a line as one thing, as a picture does. */
export const isSingle = (node: Node) => single.test(nameOf(node));

/** An element within a line; every other one, a line break included, ends it. */
export const isInline = (node: Node) => phrase.test(nameOf(node)) || isSingle(node);

/** The nearest element around a node that begins and ends lines. */
export function blockAround(node: Node, body: Element): Element {
  let at = node.parentElement;
  while (at && at !== body && isInline(at)) at = at.parentElement;
  return at ?? body;
}

/** The node itself or the nearest element around it whose name fits. */
export function nearest(node: Node, name: RegExp): Element | null {
  for (let at: Node | null = node; at; at = at.parentNode)
    if (isElement(at) && name.test(nameOf(at))) return at;
  return null;
}
