import { AllSelection, type Command } from '@tiptap/pm/state';
import { foldTransaction, partsOf } from './fold-state.ts';
import { visibleText } from './visible-selection.ts';

/** Select all: what is seen; once more, or where that is in pieces, everything, which then is shown. */
export const selectVisible: Command = (state, dispatch) => {
  const folded = partsOf(state).filter((part) => part.state === 'folded');
  if (folded.length === 0) return false;
  const visible = visibleText(state.doc, folded);
  if (visible && !visible.eq(state.selection)) {
    dispatch?.(state.tr.setSelection(visible));
    return true;
  }
  const shown = foldTransaction(state, { kinds: folded.map(({ kind }) => kind), state: 'shown' });
  dispatch?.(shown.setSelection(new AllSelection(state.doc)));
  return true;
};
