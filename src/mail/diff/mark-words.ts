import { isInline } from './inline.ts';
import { isBlank, isText, type MailLine, type Piece, pieceAt } from './mail-lines.ts';

/** What is to be put around a stretch of a text or an element, or (`wrapper` filled, from = to) into a text. */
interface Mark {
  from: number;
  to: number;
  wrapper: Element;
}

/** Collects marks in a mail while its nodes must stay as they are, and sets them all in the end. */
export interface Marks {
  /** Marks a stretch of a line; white space at the edge of a text is left out. */
  around: (line: MailLine, from: number, to: number, wrapper: () => Element) => void;
  /** Puts something between two stretches of a line, outside of inline elements that hold one of them alone. */
  between: (
    line: MailLine,
    end: number | null,
    start: number | null,
    content: (near: Element) => Element,
  ) => void;
  set: () => void;
}

/** Whether nothing but white space stands beside a node on one side. */
function isOuter(node: Node, edge: 'begins' | 'ends'): boolean {
  const beyond = (at: Node) => (edge === 'begins' ? at.previousSibling : at.nextSibling);
  for (let at = beyond(node); at; at = beyond(at)) if (!isText(at) || !isBlank(at.data)) return false;
  return true;
}

/** The outermost inline element that begins (ends) with a node. */
function outside(node: Node, edge: 'begins' | 'ends', block: Element): ChildNode {
  let top = node as ChildNode;
  for (let above = top.parentElement; above && above !== block; above = above.parentElement) {
    if (!isInline(above) || !isOuter(top, edge)) break;
    top = above;
  }
  return top;
}

function setInText(text: Text, marks: readonly Mark[]): void {
  let first: ChildNode = text;
  const fromTheEnd = [...marks.entries()].sort(([i, a], [j, b]) => b.from - a.from || b.to - a.to || j - i);
  for (const [, { from, to, wrapper }] of fromTheEnd) {
    if (from === to) {
      if (from === 0) first.before(wrapper);
      else if (from >= text.length) text.after(wrapper);
      else text.splitText(from).before(wrapper);
      continue;
    }
    if (to < text.length) text.splitText(to);
    const marked = from > 0 ? text.splitText(from) : text;
    marked.replaceWith(wrapper);
    wrapper.append(marked);
    if (marked === text) first = wrapper;
  }
}

function setAroundElement(element: Element, { wrapper }: Mark): void {
  element.replaceWith(wrapper);
  wrapper.append(element);
}

export function collectMarks(): Marks {
  const marks = new Map<Text | Element, Mark[]>();
  const add = (node: Text | Element, mark: Mark) => {
    const there = marks.get(node);
    if (there) there.push(mark);
    else marks.set(node, [mark]);
  };
  const addToText = ({ node, start }: Piece, offset: number, wrapper: Element) =>
    add(node, { from: offset - start, to: offset - start, wrapper });
  return {
    around(line, from, to, wrapper) {
      for (const { node, start, end } of line.pieces) {
        if (end <= from || start >= to) continue;
        if (!isText(node)) add(node, { from: 0, to: 1, wrapper: wrapper() });
        else {
          const [first, last] = [Math.max(0, from - start), Math.min(node.length, to - start)];
          if (!isBlank(node.data.slice(first, last)))
            add(node, { from: first, to: last, wrapper: wrapper() });
        }
      }
    },
    between(line, end, start, content) {
      const left = end === null ? null : pieceAt(line, end - 1);
      const right = start === null ? null : pieceAt(line, start);
      const beside = right && (!left || /\s/.test(line.text.slice(end ?? 0, start ?? 0))) ? right : left;
      if (!beside) return;
      const [offset, edge] = beside === right ? [start ?? 0, 'begins' as const] : [end ?? 0, 'ends' as const];
      const { node } = beside;
      const [from, to] = edge === 'begins' ? [beside.start, offset] : [offset, beside.end];
      const isAtEdge = !isText(node) || isBlank(line.text.slice(from, to));
      const top = isAtEdge ? outside(node, edge, line.block) : node;
      const made = content(top.parentElement ?? line.block);
      if (top === node && isText(node)) addToText(beside, offset, made);
      else if (edge === 'begins') top.before(made);
      else top.after(made);
    },
    set() {
      for (const [node, own] of marks) {
        if (isText(node)) setInText(node, own);
        else for (const mark of own) setAroundElement(node, mark);
      }
    },
  };
}
