import { isElement, nameOf } from '../mail-dom.ts';
import { blockAround, isInline, isSingle } from './inline.ts';
import { lookOf } from './look-of.ts';
import { type Word, wordsOf } from './words-of.ts';

/** A text, or something that is shown as it is, with its place in the text of its line. */
export interface Piece {
  node: Text | Element;
  start: number;
  end: number;
}

/** What a reader sees as one paragraph: inline content between two borders of blocks or line breaks. */
export interface MailLine {
  /** The nearest block around it. */
  block: Element;
  pieces: readonly Piece[];
  /** As in the source; a picture is one character. */
  text: string;
  /** Two lines with the same key say the same. */
  key: string;
  /** Two lines with the same key and the same look are the same to a reader. */
  look: () => string;
  words: () => readonly Word[];
}

const silent = /^(?:head|noscript|script|style|template|title)$/;

/** What stands for a picture in a text: the object replacement character. */
const picture = '\ufffc';

export const isText = (node: Node): node is Text => node.nodeType === 3;
export const isBlank = (text: string) => /^[\s\u200b\ufeff]*$/.test(text);

function keyOfSingle(element: Element): string {
  const values = ['src', 'alt'].map((name) => element.getAttribute(name) ?? '');
  return [picture, nameOf(element), ...values].join('\n');
}

function memoised<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function wordsIn(text: string, pieces: readonly Piece[]): Word[] {
  const words: Word[] = [];
  let from = 0;
  for (const { node, start, end } of pieces) {
    if (isText(node)) continue;
    for (const word of wordsOf(text.slice(from, start), from)) words.push(word);
    words.push({ key: keyOfSingle(node), start, end, counts: false });
    from = end;
  }
  return words.concat(wordsOf(text.slice(from), from));
}

function lookOfLine(pieces: readonly Piece[]): string {
  let [line, last] = ['', ''];
  for (const { node } of pieces) {
    if (isText(node) && isBlank(node.data)) continue;
    const { style, href } = lookOf(node);
    const look = `\n${style}\n${href}\n`;
    if (look !== last) line += look;
    line += isText(node) ? node.data.replace(/\s+/g, '') : picture;
    last = look;
  }
  return line;
}

function lineOf(pieces: readonly Piece[], first: Piece, body: Element): MailLine {
  const text = pieces.map(({ node }) => (isText(node) ? node.data : picture)).join('');
  const key = pieces.map(({ node }) => (isText(node) ? node.data : keyOfSingle(node))).join('');
  return {
    block: blockAround(first.node, body),
    pieces,
    text,
    key: key.replace(/\s+/g, ' ').trim(),
    look: memoised(() => lookOfLine(pieces)),
    words: memoised(() => wordsIn(text, pieces)),
  };
}

/** The lines of sanitised mail that say something, in their order. */
export function linesOf(body: Element): MailLine[] {
  const lines: MailLine[] = [];
  let pieces: Piece[] = [];
  const add = (node: Text | Element) => {
    const start = pieces.at(-1)?.end ?? 0;
    pieces.push({ node, start, end: start + (isText(node) ? node.data.length : 1) });
  };
  const finish = () => {
    const first = pieces.find(({ node }) => !isText(node) || !isBlank(node.data));
    if (first) lines.push(lineOf(pieces, first, body));
    pieces = [];
  };
  const walk = (node: Node) => {
    if (isText(node)) return node.data === '' ? undefined : add(node);
    if (!isElement(node) || silent.test(nameOf(node))) return;
    if (isSingle(node)) return add(node);
    if (!isInline(node)) finish();
    if (nameOf(node) === 'hr') add(node);
    for (const child of node.childNodes) walk(child);
    if (!isInline(node)) finish();
  };
  walk(body);
  return lines;
}

/** The piece that holds the character at an offset of its line. */
export function pieceAt({ pieces }: MailLine, offset: number): Piece {
  let [low, high] = [0, pieces.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  const piece = pieces[low];
  if (!piece) throw new RangeError('A line has at least one piece');
  return piece;
}
