import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type EditorState, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';
import { foldedSpans, mapPart, type Part, type PartKind, type Span } from './part.ts';
import { hasVisibleText } from './visible-selection.ts';

export interface FoldState {
  readonly parts: readonly Part[];
  readonly decorations: DecorationSet;
}

/** What a transaction may say to the folds. */
export type FoldChange =
  | { readonly kinds: readonly PartKind[]; readonly state: 'folded' | 'shown' }
  /** A signature was put here, to be seen; any other one is no longer there. */
  | { readonly signature: Span };

export const foldsKey = new PluginKey<FoldState>('folds');

/** A transaction that folds or shows, which is no edit. */
export const foldTransaction = (state: EditorState, change: FoldChange): Transaction =>
  state.tr.setMeta(foldsKey, change).setMeta('addToHistory', false);

export const partsOf = (state: EditorState): readonly Part[] => foldsKey.getState(state)?.parts ?? [];

/** The button of a part, which stays the same element for as long as the editor lives. */
export type ButtonOf = (kind: PartKind) => HTMLElement;

export function foldState(doc: ProseMirrorNode, parts: readonly Part[], button: ButtonOf): FoldState {
  const decorations = parts.flatMap((part) => [
    ...(part.state === 'plain' ? [] : [buttonAt(part, button)]),
    ...(part.state === 'folded' ? part.spans.flatMap((span) => hiding(span, doc)) : []),
  ]);
  return { parts, decorations: DecorationSet.create(doc, decorations) };
}

function buttonAt({ kind, spans: [first] }: Part, button: ButtonOf): Decoration {
  // On the far side of what is typed in front of it.
  const spec = { side: 1, key: kind, ignoreSelection: true, stopEvent: () => true };
  return Decoration.widget(first?.from ?? 0, () => button(kind), spec);
}

function hiding({ from, to, inline }: Span, doc: ProseMirrorNode): Decoration[] {
  if (inline) return [Decoration.inline(from, to, { 'data-folded': '' })];
  const $from = doc.resolve(from);
  let end = from;
  return $from.parent.children.slice($from.index(), doc.resolve(to).index()).map(({ nodeSize }) => {
    const start = end;
    end += nodeSize;
    // The browser's own search finds what is in it, and says so before it shows it.
    return Decoration.node(start, end, { 'data-folded': '', hidden: 'until-found' });
  });
}

/** The folds after a transaction: mapped at no more cost than their number, made anew where one of them changed. */
export function nextFoldState(tr: Transaction, value: FoldState, button: ButtonOf): FoldState {
  const before = value.parts;
  let parts = before;
  if (tr.docChanged) parts = parts.flatMap((part) => mapPart(part, tr) ?? []);
  const change: FoldChange | undefined = tr.getMeta(foldsKey);
  if (change) parts = changed(parts, change, tr.doc);
  if (tr.selectionSet) parts = withSelectionShown(parts, tr);
  if (parts === before) return value;
  const same =
    parts.length === before.length &&
    parts.every(({ state, spans }, index) => {
      const old = before[index];
      return state === old?.state && spans.length === old.spans.length;
    });
  if (!same || change) return foldState(tr.doc, parts, button);
  return { parts, decorations: value.decorations.map(tr.mapping, tr.doc) };
}

function changed(parts: readonly Part[], change: FoldChange, doc: ProseMirrorNode): readonly Part[] {
  if ('signature' in change) {
    const others = parts.filter(({ kind }) => kind !== 'signature');
    return [{ kind: 'signature', spans: [change.signature], state: 'plain' }, ...others];
  }
  const { kinds, state } = change;
  const next = parts.map((part) =>
    kinds.includes(part.kind) && part.state !== 'plain' ? { ...part, state } : part,
  );
  // Something stays to be seen and to write in.
  return hasVisibleText(doc, foldedSpans(next)) ? next : parts;
}

/** What somebody selects inside a fold, as a search does, is shown. */
function withSelectionShown(parts: readonly Part[], { selection }: Transaction): readonly Part[] {
  if (selection.empty || !(selection instanceof TextSelection)) return parts;
  const holds = ({ from, to }: Span) => from <= selection.from && selection.to <= to;
  if (!foldedSpans(parts).some(holds)) return parts;
  return parts.map((part) =>
    part.state === 'folded' && part.spans.some(holds) ? { ...part, state: 'shown' } : part,
  );
}
