import { escapeText, escapeValue } from '#mail/escape-html.ts';
import type { AttributeList } from '../schema/attributes.ts';

export const openTag = (tag: string, attributes: AttributeList) =>
  `<${tag}${attributes.map(([name, value]) => ` ${name}="${escapeValue(value)}"`).join('')}>`;

export const closeTag = (tag: string) => `</${tag}>`;

/** The HTML parser swallows a line feed right after these tags, so one that counts needs another before it. */
export const swallowsLineFeed = (tag: string | null) =>
  tag === 'pre' || tag === 'textarea' || tag === 'listing';

function elementMarkup(element: Element): string {
  const swallowing = [element, ...element.querySelectorAll('pre, textarea, listing')].filter(
    (found) =>
      swallowsLineFeed(found.localName) &&
      found.firstChild?.nodeType === 3 &&
      found.textContent?.startsWith('\n'),
  );
  if (swallowing.length === 0) return element.outerHTML;
  for (const found of swallowing) found.prepend('\n');
  const markup = element.outerHTML;
  for (const found of swallowing) found.firstChild?.remove();
  return markup;
}

/** The HTML of nodes of a source document, as they are. */
export const markupOf = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => {
      if (node.nodeType === 1) return elementMarkup(node as Element);
      if (node.nodeType === 8) return `<!--${node.nodeValue}-->`;
      return escapeText(node.nodeValue ?? '');
    })
    .join('');
