import { isHistoryTransaction } from '@tiptap/pm/history';
import type { EditorState, Transaction } from '@tiptap/pm/state';
import { foldsKey, foldTransaction, partsOf } from './fold-state.ts';
import { foldedSpans, isTouched } from './part.ts';
import { isFoldedIn } from './visible-selection.ts';

/**
 * What to do instead of an edit that reaches into a fold, so that nothing changes unseen: a selection across it shows it first,
 * and the same key then does what it says; a lone caret at its edge does nothing. What undo and redo bring back is shown.
 */
export function guardFolded(state: EditorState, tr: Transaction): Transaction | null {
  if (!tr.docChanged || tr.getMeta(foldsKey) || isHistoryTransaction(tr)) return tr;
  const folded = partsOf(state).filter((part) => part.state === 'folded');
  const selected = folded.filter(({ spans }) => spans.some((span) => isFoldedIn(state.selection, span)));
  if (selected.length > 0)
    return foldTransaction(state, { kinds: selected.map(({ kind }) => kind), state: 'shown' });
  return foldedSpans(folded).some((span) => isTouched(span, tr)) ? null : tr;
}
