import { splitBlockAs } from '@tiptap/pm/commands';
import type { Command } from '@tiptap/pm/state';
import { elementOf } from '../schema/element-node.ts';
import { isHeading } from '../schema/tags.ts';
import { another } from './another.ts';
import { keepingLook, marksAtCaret } from './inline-marks.ts';

/** Enter: another line of the same tag, attributes and look; after a heading, and where the line has no element, a plain one. */
export const splitLine: Command = (state, dispatch) => {
  const { parent } = state.selection.$from;
  const split = splitBlockAs((node, atEnd) => {
    const { tag, attributes } = elementOf(node);
    const plain = tag === null || (atEnd && isHeading(tag));
    const direction = attributes.filter(([name]) => name === 'dir');
    const attrs = plain ? { tag: 'div', attributes: direction, origin: null } : another(node);
    return { type: node.type, attrs };
  });
  return (isHeading(elementOf(parent).tag) ? split : keepingLook(split))(state, dispatch);
};

/** Enter where line feeds count. */
export const lineFeed: Command = (state, dispatch) => {
  const { parent } = state.selection.$from;
  if (!parent.isTextblock || elementOf(parent).tag !== 'pre') return false;
  dispatch?.(state.tr.insertText('\n').scrollIntoView());
  return true;
};

export const insertLineBreak: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  const marks = marksAtCaret(state);
  const tr = state.tr.replaceSelectionWith(state.schema.node('lineBreak', null, undefined, marks), false);
  dispatch?.(tr.ensureMarks(marks).scrollIntoView());
  return true;
};
