import { lift } from '@tiptap/pm/commands';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Command, EditorState } from '@tiptap/pm/state';
import { findWrapping, liftTarget } from '@tiptap/pm/transform';
import { attributeOf } from '../schema/attributes.ts';
import { QUOTE_STYLE } from '../schema/blocks.ts';
import { elementOf } from '../schema/element-node.ts';
import { canNest } from '../schema/nesting.ts';
import { blockAround, joinAlike, partLines, runsOf, writtenLines } from './lines.ts';

const isQuote = (node: ProseMirrorNode) =>
  node.type.name === 'container' && elementOf(node).tag === 'blockquote';

/** Made here, as opposed to what a mail program quoted. */
const isOurs = (node: ProseMirrorNode) =>
  isQuote(node) && attributeOf(elementOf(node).attributes, 'style') === QUOTE_STYLE;

export const inQuote = (state: EditorState) => blockAround(state.selection.$from, isQuote) !== null;

/** Enter on an empty line of a quote goes on below it, or between its halves. */
export const leaveQuote: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.depth < 2 || $from.parent.content.size > 0 || !isQuote($from.node(-1))) return false;
  return lift(state, dispatch);
};

/** Quotes the selected lines, or takes them out of the quote that they are in. */
export const toggleQuote: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  const { container } = state.schema.nodes;
  if (!container) return false;
  const { tr } = state;
  const quoted = $from.blockRange($to, isQuote);
  if (quoted) {
    const target = liftTarget(quoted);
    if (target === null) return false;
    dispatch?.(tr.lift(quoted, target).scrollIntoView());
    return true;
  }
  partLines(tr, () => true);
  const attrs = { tag: 'blockquote', attributes: [['style', QUOTE_STYLE]] };
  let quotes = 0;
  for (const run of runsOf(tr.doc, writtenLines(tr)).toReversed()) {
    const { start, end } = run;
    const wrapping = canNest(tr.doc, start, end, 1) && findWrapping(run, container, attrs);
    if (!wrapping) continue;
    tr.wrap(run, wrapping);
    joinAlike(tr, start, (one, other) => isOurs(one) && isOurs(other));
    quotes++;
  }
  if (quotes === 0) return false;
  dispatch?.(tr.scrollIntoView());
  return true;
};
