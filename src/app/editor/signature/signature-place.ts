import type { EditorState } from '@tiptap/pm/state';
import { partsOf } from '../folds/fold-state.ts';

export interface SignaturePlace {
  readonly at: number;
  /** It is inside a line, which is split there. */
  readonly splits: boolean;
}

/** Behind what the writer wrote: before the history where that ends the body, else at the end of the body. */
export function signaturePlace(state: EditorState): SignaturePlace {
  const { doc } = state;
  const quoted = partsOf(state).find(({ kind }) => kind === 'quoted text')?.spans ?? [];
  const [first] = quoted;
  const end = quoted.at(-1)?.to ?? 0;
  const isLast = doc.textBetween(end, doc.content.size, ' ', '\ufffc').trim() === '';
  if (!first || !isLast) return { at: doc.content.size, splits: false };
  if (first.inline) return { at: first.from, splits: true };
  let $at = doc.resolve(first.from);
  while ($at.depth > 0 && $at.parentOffset === 0) $at = doc.resolve($at.before());
  return { at: $at.pos, splits: false };
}
