import { type EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import { foldsKey, partsOf } from './fold-state.ts';
import { foldedSpans } from './part.ts';
import { hasVisibleText, visibleSelection } from './visible-selection.ts';

/** What follows an edit or a move of the caret: it stays where it is seen, and there is always a line to see it in. */
export function keepVisible(
  transactions: readonly Transaction[],
  before: EditorState,
  state: EditorState,
): Transaction | null {
  const may = (tr: Transaction) => tr.selectionSet || tr.docChanged || tr.getMeta(foldsKey);
  if (!transactions.some(may)) return null;
  const parts = partsOf(state);
  const folded = foldedSpans(parts);
  const [first] = folded.toSorted((a, b) => a.from - b.from);
  if (first && transactions.some((tr) => tr.docChanged) && !hasVisibleText(state.doc, folded)) {
    const tr = state.tr.insert(first.from, state.schema.node('textBlock', { tag: 'div' }));
    return tr.setSelection(TextSelection.create(tr.doc, first.from + 1));
  }
  const head = transactions.reduce((at, { mapping }) => mapping.map(at), before.selection.head);
  const selection = visibleSelection(state, head, parts);
  return selection && state.tr.setSelection(selection);
}
