import { Extension, getChangedRanges } from '@tiptap/core';
import { isHistoryTransaction } from '@tiptap/pm/history';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { bodyOf, partsAtFirst } from '../loaded-body.ts';
import { findSignatureIn } from '../signature/find-signature.ts';
import { createFoldButton, labelFoldButton } from './fold-button.ts';
import { foldState, foldsKey, foldTransaction, nextFoldState, partsOf } from './fold-state.ts';
import { guardFolded } from './guard-folded.ts';
import { keepVisible } from './keep-visible.ts';
import type { PartKind } from './part.ts';

/**
 * Quoted history and signature, folded behind a button each. A fold is a matter of the view: the document, and so what is
 * saved, does not know of it.
 */
export const Folds = Extension.create<object, { buttons: Map<PartKind, HTMLElement> }>({
  name: 'folds',
  addStorage: () => ({ buttons: new Map() }),
  dispatchTransaction({ transaction, next }) {
    const guarded = guardFolded(this.editor.state, transaction);
    if (guarded) next(guarded);
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    const { buttons } = this.storage;
    const buttonOf = (kind: PartKind) => {
      const button = buttons.get(kind) ?? createFoldButton(kind, () => editor.view);
      buttons.set(kind, button);
      return button;
    };

    return [
      new Plugin({
        key: foldsKey,
        state: {
          init: (_, { doc }) => foldState(doc, partsAtFirst(editor, doc), buttonOf),
          apply: (tr, value) => nextFoldState(tr, value, buttonOf),
        },
        props: {
          decorations: (state) => foldsKey.getState(state)?.decorations,
          handleDOMEvents: {
            beforematch: (view, event) => showFound(view, event),
          },
        },
        appendTransaction: (transactions, before, state) =>
          withSignatureAgain(transactions, state, editor) ?? keepVisible(transactions, before, state),
        view: (view) => {
          const label = () => {
            for (const { kind, state } of partsOf(view.state))
              labelFoldButton(buttonOf(kind), kind, state === 'shown');
          };
          label();
          return { update: label };
        },
      }),
    ];
  },
});

function showFound(view: EditorView, { target }: Event): boolean {
  if (!(target instanceof Node)) return false;
  const at = view.posAtDOM(target, 0);
  const kinds = partsOf(view.state)
    .filter(({ state, spans }) => state === 'folded' && spans.some(({ from, to }) => from <= at && at <= to))
    .map(({ kind }) => kind);
  view.dispatch(foldTransaction(view.state, { kinds, state: 'shown' }));
  return false;
}

/** A signature that undo or redo brought back is known as one again. */
function withSignatureAgain(
  transactions: readonly Transaction[],
  state: EditorState,
  editor: Parameters<typeof bodyOf>[0],
): Transaction | null {
  if (partsOf(state).some(({ kind }) => kind === 'signature')) return null;
  for (const tr of transactions.filter((other) => other.docChanged && isHistoryTransaction(other))) {
    for (const { newRange } of getChangedRanges(tr)) {
      const signature = findSignatureIn(state.doc, newRange, bodyOf(editor).sources);
      if (signature) return foldTransaction(state, { signature });
    }
  }
  return null;
}
