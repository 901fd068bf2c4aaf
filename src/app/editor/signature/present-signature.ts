import type { EditorState } from '@tiptap/pm/state';
import { inertBody } from '../../lib/inert-html.ts';
import { partsOf } from '../folds/fold-state.ts';
import type { Span } from '../folds/part.ts';
import type { Sources } from '../source/sources.ts';
import type { EditorSignature } from './editor-signature.ts';
import { findSignatureIn } from './find-signature.ts';
import { signaturePlace } from './signature-place.ts';

export type Present = readonly [Span, ...Span[]];

/** Where the signature of a reply stands: known since it was loaded, marked, or the words of one of `known` at its end. */
export function presentSignature(
  state: EditorState,
  known: readonly EditorSignature[],
  sources: Sources,
): Present | null {
  const part = partsOf(state).find(({ kind }) => kind === 'signature');
  const [first, ...rest] = part?.spans ?? [];
  if (first) return [first, ...rest];
  const { at, splits } = signaturePlace(state);
  const found =
    findSignatureIn(state.doc, { from: 0, to: at }, sources) ?? (splits ? null : unmarked(state, known, at));
  return found && [found];
}

function unmarked({ doc }: EditorState, known: readonly EditorSignature[], end: number): Span | null {
  const texts = known.map(({ html }) => squeezed(inertBody(html).textContent));
  const longest = Math.max(...texts.map(({ length }) => length));
  const $end = doc.resolve(end);
  let text = '';
  let from = end;
  let to = end;
  for (let index = $end.index() - 1; index >= 0 && text.length <= longest; index--) {
    const node = $end.parent.child(index);
    text = squeezed(node.textContent) + text;
    from -= node.nodeSize;
    if (text === '') to = from;
    else if (texts.includes(text)) return { from, to, inline: false };
  }
  return null;
}

const squeezed = (text: string | null) => (text ?? '').replace(/\s+/g, '');
