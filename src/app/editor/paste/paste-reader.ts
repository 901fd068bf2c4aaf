import { QUOTE_STYLE } from '../schema/blocks.ts';
import { isBlock } from '../schema/tags.ts';
import { type Look, lookInside, PLAIN } from './look.ts';
import { pastedImage } from './pasted-image.ts';
import { PastedLine } from './pasted-line.ts';
import { isLayoutTable, readTable } from './pasted-table.ts';
import type { StyleRules } from './style-rules.ts';

/** Blocks that are being collected: finished ones, and the line that is still going on. */
interface Flow {
  readonly blocks: Element[];
  readonly line: PastedLine;
  /** The element that the line will be; a heading or a paragraph of the source, or a `div`. */
  tag: string;
  look: Look;
  /** What the surrounding element looks like anyway. */
  readonly base: { readonly align: Look['align']; readonly rightToLeft: boolean; readonly bold: boolean };
}

/** Deeper than anything a person copies. */
const DEEPEST = 300;

/**
 * Builds anew what pasted markup means, from a short list of elements that every mail client shows: lines, headings, lists,
 * quotes, tables, links, emphasis, pictures. What is not on the list cannot come through.
 */
export class PasteReader {
  /** Pictures that the clipboard names and did not bring. */
  lostPictures = 0;
  readonly page: Document;
  readonly styles: StyleRules;

  constructor(page: Document, styles: StyleRules) {
    this.page = page;
    this.styles = styles;
  }

  /** The content of an element as blocks, or as bare inline content where it is one line. */
  content(element: Element, look: Look, bold = false): Element {
    const flow: Flow = {
      blocks: [],
      line: new PastedLine(),
      tag: 'div',
      look,
      base: { align: look.align, rightToLeft: look.rightToLeft, bold },
    };
    this.#read(element, look, flow, 0);
    const holder = this.page.createElement('div');
    const looseAlone = flow.blocks.length === 0;
    this.#endLine(flow);
    holder.append(...flow.blocks);
    const [only] = flow.blocks;
    if (only && flow.blocks.length === 1 && looseAlone) only.replaceWith(...only.childNodes);
    return holder;
  }

  /** The content of a cell or an item, where a first line needs no element of its own. */
  heldContent(element: Element, look: Look, bold = false): ChildNode[] {
    const holder = this.content(element, look, bold);
    const [first, ...others] = holder.children;
    const isLine = first && /^(?:p|div)$/.test(first.localName) && first.attributes.length === 0;
    if (isLine && others.every((other) => /^[uo]l$/.test(other.localName)))
      first.replaceWith(...first.childNodes);
    return [...holder.childNodes];
  }

  #read(parent: Element, look: Look, flow: Flow, depth: number) {
    for (const child of parent.childNodes) {
      if (child.nodeType === 3) flow.line.text(child.nodeValue ?? '', look);
      else if (child.nodeType === 1) this.#element(child as Element, look, flow, depth);
    }
  }

  #element(element: Element, around: Look, flow: Flow, depth: number) {
    const style = this.styles.of(element);
    const tag = element.localName;
    if (tag === 'style' || isHidden(element, style)) return;
    const look = lookInside(element, style, around);
    if (tag === 'br') {
      if (element.className !== 'Apple-interchange-newline') flow.line.break(look);
    } else if (tag === 'img') this.#image(element, style, look, flow);
    else if (!isBlock(element) || depth > DEEPEST) this.#inline(element, look, flow, depth);
    else this.#block(element, look, flow, depth);
  }

  #inline(element: Element, look: Look, flow: Flow, depth: number) {
    // Chrome writes the space that it would lose between two elements so.
    if (isKeptSpace(element)) flow.line.text(' ', look);
    else if (depth > DEEPEST) flow.line.text(element.textContent ?? '', look);
    else this.#read(element, look, flow, depth + 1);
  }

  #image(element: Element, style: ReadonlyMap<string, string>, look: Look, flow: Flow) {
    const image = pastedImage(element, style);
    if (image === 'lost') this.lostPictures++;
    else if (image !== 'pixel') flow.line.image(image, look);
  }

  #block(element: Element, look: Look, flow: Flow, depth: number) {
    const tag = element.localName;
    const { tag: tagAround, look: lookAround } = flow;
    this.#endLine(flow);
    if (tag === 'hr') flow.blocks.push(this.page.createElement('hr'));
    else if (/^(?:ul|ol|menu|dir)$/.test(tag)) this.#push(flow, this.#list(element, look));
    else if (tag === 'li') this.#looseItem(element, look, flow);
    else if (tag === 'blockquote') this.#push(flow, this.#quote(element, look));
    else if (tag === 'table' && !isLayoutTable(element)) this.#push(flow, readTable(element, look, this));
    else if (tag === 'pre' || tag === 'xmp' || tag === 'listing')
      this.#push(flow, this.#preformatted(element));
    else {
      flow.tag = /^(?:p|h[1-6])$/.test(tag) ? tag : 'div';
      flow.look = look;
      this.#read(element, look, flow, depth + 1);
      this.#endLine(flow);
    }
    flow.tag = tagAround;
    flow.look = lookAround;
  }

  #push(flow: Flow, block: Element | null) {
    if (block) flow.blocks.push(block);
  }

  #endLine(flow: Flow) {
    if (flow.line.isEmpty) return;
    const { tag, look, base } = flow;
    const line = this.page.createElement(tag);
    if (look.rightToLeft !== base.rightToLeft) line.setAttribute('dir', look.rightToLeft ? 'rtl' : 'ltr');
    if (look.align !== base.align) line.setAttribute('style', `text-align:${look.align ?? 'left'}`);
    flow.line.endIn(line, base.bold || /^h/.test(tag));
    if (line.hasChildNodes()) flow.blocks.push(line);
  }

  #list(element: Element, look: Look): Element | null {
    const list = this.page.createElement(element.localName === 'ol' ? 'ol' : 'ul');
    if (list.localName === 'ol') this.#number(list, element);
    if (look.rightToLeft) list.setAttribute('dir', 'rtl');
    this.#items(element, look, list);
    return list.hasChildNodes() ? list : null;
  }

  #items(element: Element, look: Look, list: Element) {
    for (const child of element.children) {
      const style = this.styles.of(child);
      if (style.get('display') === 'none') continue;
      const inside = lookInside(child, style, look);
      if (/^(?:ul|ol)$/.test(child.localName)) {
        const nested = this.#list(child, inside);
        if (nested) (list.lastElementChild ?? list).append(nested);
      } else if (child.localName !== 'li' && child.querySelector('li')) this.#items(child, inside, list);
      else {
        const item = this.page.createElement('li');
        item.append(...this.heldContent(child, inside));
        list.append(item);
      }
    }
  }

  /** An item without its list. */
  #looseItem(element: Element, look: Look, flow: Flow) {
    const item = this.page.createElement('li');
    item.append(...this.heldContent(element, look));
    const last = flow.blocks.at(-1);
    if (last?.localName === 'ul') return last.append(item);
    const list = this.page.createElement('ul');
    list.append(item);
    flow.blocks.push(list);
  }

  #number(list: Element, source: Element) {
    const first = source.querySelector('li');
    const said = [source, ...(first ? [first] : [])].map((element) => this.styles.of(element));
    const kind = said.map((style) => style.get('list-style-type') ?? style.get('list-style')).find(Boolean);
    const type = source.getAttribute('type') ?? LIST_TYPES.find(([name]) => name.test(kind ?? ''))?.[1];
    const start = Number(source.getAttribute('start') ?? 1);
    if (type && /^[aAiI]$/.test(type)) list.setAttribute('type', type);
    if (Number.isInteger(start) && start !== 1) list.setAttribute('start', String(start));
  }

  #quote(element: Element, look: Look): Element | null {
    const quote = this.page.createElement('blockquote');
    quote.setAttribute('style', QUOTE_STYLE);
    const content = this.content(element, look);
    quote.append(...content.childNodes);
    return quote.hasChildNodes() ? quote : null;
  }

  #preformatted(element: Element): Element | null {
    const lines = element.cloneNode(true) as Element;
    for (const line of lines.querySelectorAll('br')) line.replaceWith('\n');
    const text = (lines.textContent ?? '').replace(/\r\n?/g, '\n').replace(/^\n+|\n$/g, '');
    if (text === '') return null;
    const clean = this.page.createElement('pre');
    clean.textContent = text;
    return clean;
  }
}

const LIST_TYPES: readonly (readonly [RegExp, string])[] = [
  [/\blower-(?:alpha|latin)\b/, 'a'],
  [/\bupper-(?:alpha|latin)\b/, 'A'],
  [/\blower-roman\b/, 'i'],
  [/\bupper-roman\b/, 'I'],
];

/** Word in a browser marks the end of each paragraph with a blank. */
const isHidden = (element: Element, style: ReadonlyMap<string, string>) =>
  style.get('display') === 'none' || style.get('mso-hide') === 'all' || element.classList.contains('EOP');

const isKeptSpace = (element: Element) =>
  element.localName === 'span' &&
  element.textContent === '\u00a0' &&
  element.children.length === 0 &&
  (element.attributes.length === 0 || element.className === 'Apple-converted-space');

/** The whole of what was copied, as clean markup. */
export function readPaste(root: Element, styles: StyleRules): { html: string; lostPictures: number } {
  const reader = new PasteReader(root.ownerDocument, styles);
  const { innerHTML } = reader.content(root, PLAIN);
  return { html: innerHTML, lostPictures: reader.lostPictures };
}
