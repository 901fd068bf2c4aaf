import { type Look, lookInside } from './look.ts';
import type { StyleRules } from './style-rules.ts';

/** What reads the content of a cell. */
interface CellReader {
  readonly page: Document;
  readonly styles: StyleRules;
  heldContent(element: Element, look: Look, bold?: boolean): ChildNode[];
}

const CELL_STYLE = (align: string) =>
  `border:1px solid #ccc;padding:4px 8px;text-align:${align};vertical-align:top`;

const partsOf = (element: Element, tags: RegExp) =>
  Array.from(element.children).filter((child) => tags.test(child.localName));

const hasBorder = (element: Element) =>
  Number(element.getAttribute('border') ?? 0) > 0 ||
  /\bborder(?:-(?:top|right|bottom|left|width))?\s*:[^;]*\b[1-9.][\d.]*(?:px|pt)/i.test(
    element.getAttribute('style') ?? '',
  );

/** A table that places things instead of saying something: it is pasted as what it holds. */
export function isLayoutTable(table: Element): boolean {
  if (/^(?:presentation|none)$/i.test(table.getAttribute('role') ?? '')) return true;
  const cells = Array.from(table.querySelectorAll('td, th')).filter(
    (cell) => cell.closest('table') === table,
  );
  if (cells.length < 2) return true;
  return table.querySelector('table') !== null && !hasBorder(table) && !cells.some(hasBorder);
}

/** A clean table, with the one look that pasted tables have here. */
export function readTable(table: Element, look: Look, reader: CellReader): Element | null {
  const clean = reader.page.createElement('table');
  clean.setAttribute('style', 'border-collapse:collapse');
  if (look.rightToLeft) clean.setAttribute('dir', 'rtl');
  for (const section of partsOf(table, /^(?:caption|thead|tbody|tfoot)$/)) {
    const part = reader.page.createElement(section.localName);
    const inside = lookInside(section, reader.styles.of(section), look);
    if (section.localName === 'caption') part.append(...reader.heldContent(section, inside));
    else part.append(...partsOf(section, /^tr$/).flatMap((row) => readRow(row, inside, reader) ?? []));
    if (part.hasChildNodes()) clean.append(part);
  }
  return clean.querySelector('tr') ? clean : null;
}

function readRow(row: Element, look: Look, reader: CellReader): Element | null {
  const style = reader.styles.of(row);
  // Excel adds a row of no height that gives columns their width.
  if (style.get('display') === 'none') return null;
  const clean = reader.page.createElement('tr');
  const inside = lookInside(row, style, look);
  for (const cell of partsOf(row, /^t[dh]$/)) {
    if (reader.styles.of(cell).get('display') === 'none') continue;
    clean.append(readCell(cell, inside, reader));
  }
  return clean.hasChildNodes() ? clean : null;
}

const SPAN = /^[1-9]\d{0,2}$/;

function readCell(cell: Element, around: Look, reader: CellReader): Element {
  const clean = reader.page.createElement(cell.localName);
  for (const name of ['colspan', 'rowspan']) {
    const value = cell.getAttribute(name) ?? '';
    if (SPAN.test(value) && value !== '1') clean.setAttribute(name, value);
  }
  const look = lookInside(cell, reader.styles.of(cell), around);
  const content = reader.heldContent(cell, look, cell.localName === 'th');
  const align = look.align ?? (look.rightToLeft ? 'right' : 'left');
  clean.setAttribute('style', CELL_STYLE(lineAlign(content) ?? align));
  clean.append(...content);
  return clean;
}

/** Word aligns the paragraph in the cell: where that is all the cell holds, the cell says so instead. */
function lineAlign(content: ChildNode[]): string | null {
  const [only] = content;
  if (content.length !== 1 || only?.nodeType !== 1 || !/^(?:p|div)$/i.test(only.nodeName)) return null;
  const align = /^text-align:(\w+)$/.exec((only as Element).getAttribute('style') ?? '')?.[1];
  if (!align || (only as Element).attributes.length !== 1) return null;
  content.splice(0, 1, ...Array.from(only.childNodes));
  return align;
}
