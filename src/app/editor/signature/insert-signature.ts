import type { Node as ProseMirrorNode, Schema } from '@tiptap/pm/model';
import type { Command, EditorState, Transaction } from '@tiptap/pm/state';
import { signatureMarkup } from '#mail/signature.ts';
import { type FoldChange, foldsKey, partsOf } from '../folds/fold-state.ts';
import { isBlankLine } from '../schema/blank-line.ts';
import { parsePart } from '../source/parse-html.ts';
import type { Sources } from '../source/sources.ts';
import type { EditorSignature } from './editor-signature.ts';
import { type Present, presentSignature } from './present-signature.ts';
import { signaturePlace } from './signature-place.ts';

/**
 * Puts a signature at the end of what the writer wrote, above the quoted history, or in the place of the one that is there:
 * of any client's mark, or the very words of one of `known` at the end. One step to undo.
 */
export function insertSignature(
  { html }: EditorSignature,
  known: readonly EditorSignature[],
  sources: Sources,
): Command {
  return (state, dispatch) => {
    const node = signatureNode(html, state.schema, sources);
    if (!node) return false;
    const { tr } = state;
    const present = presentSignature(state, known, sources);
    const at = present ? replacePresent(tr, present, node) : insertAtPlace(tr, state, node);
    const change: FoldChange = { signature: { from: at, to: at + node.nodeSize, inline: false } };
    dispatch?.(tr.setMeta(foldsKey, change));
    return true;
  };
}

function signatureNode(html: string, schema: Schema, sources: Sources): ProseMirrorNode | undefined {
  const read = (content: string) =>
    parsePart(signatureMarkup(content), schema, sources).firstChild ?? undefined;
  const node = read(html);
  // A line of its own inside: Enter at its end must not make a second element with the mark.
  return node?.isTextblock ? read(`<div>${html}</div>`) : node;
}

/** True when a signature is known to be in the body. Costs nothing. */
export const hasSignature = (state: EditorState) => partsOf(state).some(({ kind }) => kind === 'signature');

/** @returns where the new one begins. */
function replacePresent(tr: Transaction, [first, ...rest]: Present, node: ProseMirrorNode): number {
  for (const { from, to } of rest.toReversed()) tr.delete(from, to);
  const { from, to, inline } = first;
  if (!inline) {
    tr.replaceWith(from, to, node);
    return from;
  }
  const start = withLineBreaksBefore(tr.doc, from);
  tr.delete(start, to);
  const after = tr.doc.resolve(start).after();
  tr.insert(after, node);
  return after;
}

/** With a blank line above it, which is not the one to write in, and one below it. @returns where the signature begins. */
function insertAtPlace(tr: Transaction, state: EditorState, node: ProseMirrorNode): number {
  const { at, splits } = signaturePlace(state);
  const place = splits ? splitLine(tr, at) : at;
  const $place = tr.doc.resolve(place);
  const blank = () => state.schema.node('textBlock', { tag: 'div' });
  const { nodeBefore, nodeAfter } = $place;
  const hasBlankBefore = isBlankLine(nodeBefore) && $place.index() > 1;
  const before = hasBlankBefore ? [] : [blank()];
  const after = nodeAfter && !isBlankLine(nodeAfter) ? [blank()] : [];
  tr.insert(place, [...before, node, ...after]);
  return place + before.reduce((size, { nodeSize }) => size + nodeSize, 0);
}

/** @returns the place between the halves. The line breaks that parted them go, since two blocks need none. */
function splitLine(tr: Transaction, at: number): number {
  const from = withLineBreaksBefore(tr.doc, at);
  tr.delete(from, at).split(from);
  return from + 1;
}

function withLineBreaksBefore(doc: ProseMirrorNode, at: number): number {
  const { nodeBefore } = doc.resolve(at);
  return nodeBefore?.type.name === 'lineBreak' ? withLineBreaksBefore(doc, at - nodeBefore.nodeSize) : at;
}
