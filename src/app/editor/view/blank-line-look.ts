import { Extension } from '@tiptap/core';
import type { Mark, Node as ProseMirrorNode, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, Plugin } from '@tiptap/pm/state';
import { isLink } from '../commands/inline-marks.ts';
import { bodyOf } from '../loaded-body.ts';
import { elementOf } from '../schema/element-node.ts';
import type { Sources } from '../source/sources.ts';

function firstText(node: ProseMirrorNode | null | undefined): ProseMirrorNode | null {
  let found: ProseMirrorNode | null = null;
  node?.descendants((child) => {
    if (child.isText) found ??= child;
    return !found;
  });
  return found;
}

/** The look of the cells beside one that was made here: above and below it, else in its row. */
function lookOfNeighbours($caret: ResolvedPos): readonly Mark[] {
  const cell = $caret.node(-1);
  if (cell.type.name !== 'tableCell' || elementOf(cell).origin !== null) return [];
  const section = $caret.node(-3);
  const row = $caret.index(-3);
  const index = $caret.index(-2);
  const beside = [row - 1, row + 1].map((at) => section.maybeChild(at)?.maybeChild(index));
  const inRow = [index - 1, index + 1].map((at) => $caret.node(-2).maybeChild(at));
  const text = [...beside, ...inRow].map(firstText).find(Boolean);
  return text?.marks ?? [];
}

/** The look that a blank line was written in: that of the elements around its break. */
const lookOfBreak = (line: ProseMirrorNode, sources: Sources) =>
  sources.of(line)?.line?.trail.find(({ html }) => html.startsWith('<br'))?.marks ?? [];

function lookOfLine({ selection, storedMarks }: EditorState, sources: Sources): readonly Mark[] {
  const { $from, empty } = selection;
  if (!empty || storedMarks || !$from.parent.isTextblock || $from.parent.childCount > 0) return [];
  const own = lookOfBreak($from.parent, sources);
  return (own.length > 0 ? own : lookOfNeighbours($from)).filter((mark) => !isLink(mark));
}

/** What is typed into a blank line looks as the line says, or as the cells beside a new cell. */
export const BlankLineLook = Extension.create({
  name: 'blankLineLook',
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        appendTransaction(transactions, _before, state) {
          if (!transactions.some((tr) => tr.selectionSet || tr.docChanged)) return null;
          const look = lookOfLine(state, bodyOf(editor).sources);
          return look.length > 0 ? state.tr.setStoredMarks(look) : null;
        },
      }),
    ];
  },
});
