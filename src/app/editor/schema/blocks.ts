import { Node } from '@tiptap/core';
import { elementNode } from './element-node.ts';

const safe = (tag: string, ...attributes: [string, string][]) => ({ tag, attributes, origin: null });

const BLOCKS = 'p, div, ul, ol, table, blockquote, h1, h2, h3, h4, h5, h6, pre, hr';

export const Body = Node.create({ name: 'doc', topNode: true, content: 'block+' });

/** A line of text: an element with inline content alone, or (tag null) text that stands between blocks without an element. */
export const TextBlock = elementNode('div', {
  name: 'textBlock',
  group: 'block',
  content: 'inline*',
  priority: 1000,
  parseHTML: () => [
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre'].map((tag) => ({ tag, attrs: safe(tag) })),
    { tag: 'p', attrs: safe('p') },
    { tag: 'div', getAttrs: (element) => !element.querySelector(BLOCKS) && safe('div') },
  ],
});

/** Any element that holds blocks: div, center, section, also a, font and span where a message wraps blocks in them. */
export const Container = elementNode('div', {
  name: 'container',
  group: 'block',
  content: 'block+',
  selectable: false,
  defining: true,
  parseHTML: () => [{ tag: 'blockquote', attrs: safe('blockquote', ['style', QUOTE_STYLE]) }],
});

export const QUOTE_STYLE = 'margin:0 0 0 0.8ex;border-left:1px solid #ccc;padding-left:1ex';

export const List = elementNode('ul', {
  name: 'list',
  group: 'block',
  content: '(listItem | list)+',
  selectable: false,
  parseHTML: () => [
    { tag: 'ul', attrs: safe('ul') },
    { tag: 'ol', attrs: safe('ol') },
  ],
});

export const ListItem = elementNode('li', {
  name: 'listItem',
  content: 'block+',
  selectable: false,
  defining: true,
  parseHTML: () => [{ tag: 'li', attrs: safe('li') }],
});

export const Table = elementNode('table', {
  name: 'table',
  group: 'block',
  content: '(tableSection | tablePart | tableCaption)+',
  isolating: true,
  parseHTML: () => [{ tag: 'table', attrs: safe('table') }],
});

export const TableCaption = elementNode('caption', {
  name: 'tableCaption',
  content: 'block+',
  isolating: true,
  selectable: false,
  parseHTML: () => [{ tag: 'caption', attrs: safe('caption') }],
});

export const TableSection = elementNode('tbody', {
  name: 'tableSection',
  content: '(tableRow | tablePart)+',
  isolating: true,
  selectable: false,
  parseHTML: () => ['thead', 'tbody', 'tfoot'].map((tag) => ({ tag, attrs: safe(tag) })),
});

export const TableRow = elementNode('tr', {
  name: 'tableRow',
  content: '(tableCell | tablePart)+',
  isolating: true,
  selectable: false,
  parseHTML: () => [{ tag: 'tr', attrs: safe('tr') }],
});

export const TableCell = elementNode('td', {
  name: 'tableCell',
  content: 'block+',
  isolating: true,
  selectable: false,
  parseHTML: () => ['td', 'th'].map((tag) => ({ tag, attrs: safe(tag) })),
});

export const isQuote = (tag: string | null) => tag === 'blockquote';
