import type { Mark } from '@tiptap/pm/model';
import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import { TextSelection } from '@tiptap/pm/state';
import { attributeOf, withAttribute } from '../schema/attributes.ts';
import { declarations } from '../schema/declarations.ts';
import { elementOf } from '../schema/element-node.ts';
import { readableMarks } from '../schema/nesting.ts';

interface Emphasis {
  /** Tags that mean it; the first is the one that is written. */
  readonly tags: readonly string[];
  /** The inline style that means the same, and the values of it that do. */
  readonly property: string;
  readonly value: RegExp;
}

const EMPHASES = {
  bold: { tags: ['strong', 'b'], property: 'font-weight', value: /^(?:bold(?:er)?|[6-9]\d\d)$/ },
  italic: { tags: ['em', 'i'], property: 'font-style', value: /^(?:italic|oblique)/ },
  underline: { tags: ['u', 'ins'], property: 'text-decoration', value: /underline/ },
  strikethrough: { tags: ['s', 'strike', 'del'], property: 'text-decoration', value: /line-through/ },
} satisfies Record<string, Emphasis>;

export type EmphasisName = keyof typeof EMPHASES;

function means(mark: Mark, { tags, property, value }: Emphasis): boolean {
  const { tag, attributes } = elementOf(mark);
  const declared = declarations(attributeOf(attributes, 'style') ?? '').findLast(
    ([name]) => name === property,
  );
  return declared ? value.test(declared[1]) : tags.includes(tag ?? '');
}

/** The mark without its emphasis: nothing when it had no other meaning. */
function without(mark: Mark, emphasis: Emphasis): Mark[] {
  if (!means(mark, emphasis)) return [mark];
  const { tag, attributes, origin } = elementOf(mark);
  const style = (attributeOf(attributes, 'style') ?? '')
    .split(';')
    .filter((declaration) => declaration.split(':')[0]?.trim().toLowerCase() !== emphasis.property)
    .join(';');
  const kept = withAttribute(attributes, 'style', style.trim() === '' ? null : style);
  const plainTag = emphasis.tags.includes(tag ?? '') ? 'span' : tag;
  if (kept.length === 0 && plainTag !== 'a' && plainTag !== 'font')
    return plainTag === 'span' ? [] : [mark.type.create({ tag: plainTag, attributes: [], origin })];
  return [mark.type.create({ tag: plainTag, attributes: kept, origin })];
}

const emphatic = (marks: readonly Mark[], emphasis: Emphasis) => marks.some((mark) => means(mark, emphasis));

/** The marks that the next typed letter gets. */
export const marksAtCaret = (state: EditorState) => state.storedMarks ?? state.selection.$from.marks();

const isLink = (mark: Mark) => elementOf(mark).tag === 'a';

/** The look of the text at the caret, or that is selected, without its links: what is written anew in its place gets it. */
export function lookAt({ storedMarks, selection: { $from, $to } }: EditorState): readonly Mark[] {
  const marks = storedMarks ?? $from.marksAcross($to) ?? $from.marks();
  return marks.filter((mark) => !isLink(mark));
}

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

/** Takes all inline formatting from the selection and keeps its links. */
export const clearFormatting: Command = (state, dispatch) => {
  const bare = (mark: Mark) =>
    elementOf(mark).attributes.some(([name]) => name === 'style')
      ? mark.type.create({
          ...mark.attrs,
          attributes: withAttribute(elementOf(mark).attributes, 'style', null),
        })
      : mark;
  dispatch?.(mapSelection(state, (marks) => marks.filter(isLink).map(bare)).scrollIntoView());
  return true;
};
