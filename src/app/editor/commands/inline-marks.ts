import type { Mark } from '@tiptap/pm/model';
import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import { TextSelection } from '@tiptap/pm/state';
import { type AttributeList, attributeOf, withAttribute } from '../schema/attributes.ts';
import { declarations } from '../schema/declarations.ts';
import { elementOf } from '../schema/element-node.ts';
import { readableMarks } from '../schema/nesting.ts';

interface Emphasis {
  /** Tags that mean it; the first is the one that is written. */
  readonly tags: readonly string[];
  /** The inline styles that mean the same, and the values of them that do. */
  readonly properties: readonly string[];
  readonly value: RegExp;
  /** A line is drawn through all that is inside; a look is that of the innermost element which says one. */
  readonly isLine: boolean;
}

const LINES = ['text-decoration', 'text-decoration-line'];

const EMPHASES = {
  bold: {
    tags: ['strong', 'b'],
    properties: ['font-weight'],
    value: /^(?:bold(?:er)?|[6-9]\d\d)\b/,
    isLine: false,
  },
  italic: { tags: ['em', 'i'], properties: ['font-style'], value: /^(?:italic|oblique)/, isLine: false },
  underline: { tags: ['u', 'ins'], properties: LINES, value: /\bunderline\b/, isLine: true },
  strikethrough: {
    tags: ['s', 'strike', 'del'],
    properties: LINES,
    value: /\bline-through\b/,
    isLine: true,
  },
} satisfies Record<string, Emphasis>;

export type EmphasisName = keyof typeof EMPHASES;

/** Whether an element is emphasised so, or says that it is not; null when it says neither. */
function says(mark: Mark, { tags, properties, value }: Emphasis): boolean | null {
  const { tag, attributes } = elementOf(mark);
  const declared = declarations(attributeOf(attributes, 'style') ?? '').findLast(([name]) =>
    properties.includes(name),
  );
  if (declared && declared[1] !== 'inherit') return value.test(declared[1]);
  return tags.includes(tag ?? '') || null;
}

/** A declaration without its emphasis: of several lines the others stay. */
function withoutValue(declaration: string, { properties, value, isLine }: Emphasis): string[] {
  if (!properties.includes(declaration.split(':')[0]?.trim().toLowerCase() ?? '')) return [declaration];
  const others = declaration.replace(new RegExp(`${value.source}\\s*`, 'gi'), '').trimEnd();
  return isLine && /\b(?:underline|overline|line-through)\b/i.test(others) ? [others] : [];
}

/** The mark without its emphasis: nothing when it had no other meaning. */
function without(mark: Mark, emphasis: Emphasis): Mark[] {
  if (!says(mark, emphasis)) return [mark];
  const { tag, attributes, origin } = elementOf(mark);
  const style = (attributeOf(attributes, 'style') ?? '')
    .split(';')
    .flatMap((declaration) => withoutValue(declaration, emphasis))
    .join(';');
  const kept = withAttribute(attributes, 'style', style.trim() === '' ? null : style);
  const plainTag = emphasis.tags.includes(tag ?? '') ? 'span' : tag;
  if (kept.length === 0 && plainTag !== 'a' && plainTag !== 'font')
    return plainTag === 'span' ? [] : [mark.type.create({ tag: plainTag, attributes: [], origin })];
  return [mark.type.create({ tag: plainTag, attributes: kept, origin })];
}

function emphatic(marks: readonly Mark[], emphasis: Emphasis): boolean {
  const said = marks.map((mark) => says(mark, emphasis)).filter((one) => one !== null);
  return emphasis.isLine ? said.includes(true) : said.at(-1) === true;
}

/** The marks that the next typed letter gets. */
export const marksAtCaret = (state: EditorState) => state.storedMarks ?? state.selection.$from.marks();

export const isLink = (mark: Mark) => elementOf(mark).tag === 'a';

/** The look of the text at the caret, or that is selected, without its links: what is written anew in its place gets it. */
export function lookAt({ storedMarks, selection: { $from, $to } }: EditorState): readonly Mark[] {
  const marks = storedMarks ?? $from.marksAcross($to) ?? $from.marks();
  return marks.filter((mark) => !isLink(mark));
}

const MEANS = new Set([...Object.values(EMPHASES).flatMap(({ tags }) => tags), 'sub', 'sup', 'code']);

/** The same without emphasis: markup that is put there says its own. */
export const fontAt = (state: EditorState): readonly Mark[] =>
  lookAt(state).filter((mark) => !MEANS.has(elementOf(mark).tag ?? ''));

/** A command after which a caret on an empty line goes on in the look of the text where it was. */
export function keepingLook(command: Command): Command {
  return (state, dispatch) =>
    command(
      state,
      dispatch &&
        ((tr) => {
          const { empty, $from } = tr.selection;
          dispatch(empty && $from.parent.content.size === 0 ? tr.ensureMarks(lookAt(state)) : tr);
        }),
    );
}

/** True when all text of the selection (or the next typed letter) is emphasised so. */
export function isEmphasised(state: EditorState, name: EmphasisName): boolean {
  const emphasis = EMPHASES[name];
  if (state.selection.empty) return emphatic(marksAtCaret(state), emphasis);
  let some = false;
  let all = true;
  for (const { $from, $to } of state.selection.ranges) {
    state.doc.nodesBetween($from.pos, $to.pos, (node) => {
      if (!all) return false;
      if (!node.isText) return true;
      some = true;
      all = emphatic(node.marks, emphasis);
      return false;
    });
  }
  return some && all;
}

/**
 * Gives each text between two positions other marks. Replaces instead of adding and removing, which would put a changed
 * mark innermost and so change which of two nested styles wins.
 */
export function mapMarks(
  tr: Transaction,
  from: number,
  to: number,
  change: (marks: readonly Mark[]) => readonly Mark[],
) {
  const { doc } = tr;
  doc.nodesBetween(from, to, (node, position) => {
    if (!node.isInline) return true;
    const marks = readableMarks(change(node.marks));
    if (marks.length === node.marks.length && marks.every((mark, index) => mark === node.marks[index]))
      return false;
    const start = Math.max(from, position);
    const end = Math.min(to, position + node.nodeSize);
    const piece = node.isText ? node.cut(start - position, end - position) : node;
    tr.replaceWith(start, end, piece.mark([...marks]));
    return false;
  });
}

function mapSelection(state: EditorState, change: (marks: readonly Mark[]) => readonly Mark[]): Transaction {
  const { tr, selection } = state;
  if (selection.empty) return tr.setStoredMarks(readableMarks(change(marksAtCaret(state))));
  for (const { $from, $to } of selection.ranges) mapMarks(tr, $from.pos, $to.pos, change);
  if (selection instanceof TextSelection) {
    tr.setSelection(TextSelection.create(tr.doc, selection.anchor, selection.head));
  }
  return tr;
}

export function toggleEmphasis(name: EmphasisName): Command {
  return (state, dispatch) => {
    const emphasis = EMPHASES[name];
    const remove = isEmphasised(state, name);
    const fresh = state.schema.mark('element', { tag: emphasis.tags[0] });
    const change = (marks: readonly Mark[]) => {
      if (remove) return marks.flatMap((mark) => without(mark, emphasis));
      return emphatic(marks, emphasis) ? marks : [...marks, fresh];
    };
    dispatch?.(mapSelection(state, change).scrollIntoView());
    return true;
  };
}

/** What of an element is no look: a link, and the direction of its text. */
function bare(mark: Mark): Mark[] {
  const { tag, attributes } = elementOf(mark);
  const as = (plainTag: string | null, kept: AttributeList) =>
    tag === plainTag && kept.length === attributes.length
      ? [mark]
      : [mark.type.create({ ...mark.attrs, tag: plainTag, attributes: kept })];
  if (isLink(mark)) return as(tag, withAttribute(attributes, 'style', null));
  const direction = attributes.filter(([name]) => name === 'dir');
  const isolates = tag === 'bdi' || tag === 'bdo';
  return isolates || direction.length > 0 ? as(isolates ? tag : 'span', direction) : [];
}

/** Takes all inline formatting from the selection and keeps its links and directions. */
export const clearFormatting: Command = (state, dispatch) => {
  dispatch?.(mapSelection(state, (marks) => marks.flatMap(bare)).scrollIntoView());
  return true;
};
