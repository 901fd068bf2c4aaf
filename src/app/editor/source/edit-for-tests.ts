import { getSchema } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import { type Command, EditorState, TextSelection } from '@tiptap/pm/state';
import { bodyExtensions } from '../schema/body-extensions.ts';
import { parseHtml } from './parse-html.ts';
import { serialise } from './serialise.ts';

export const schema = getSchema(bodyExtensions);

/** The state after a command; null when the command could not be carried out. */
export function applied(state: EditorState, command: Command): EditorState | null {
  const states: EditorState[] = [];
  command(state, (tr) => states.push(state.apply(tr)));
  return states[0] ?? null;
}

/** Where a text stands in a document; -1 when it does not. */
export function positionOf(doc: ProseMirrorNode, text: string): number {
  let found = -1;
  doc.descendants((node, position) => {
    if (found < 0 && node.text?.includes(text)) found = position + node.text.indexOf(text);
  });
  return found;
}

/** Selects from the start of one text to the end of another and does the command. @returns what would be saved. */
export function editAt(html: string, from: string, to: string, command: Command): string {
  const body = parseHtml(html, schema);
  const state = EditorState.create({ doc: body.doc });
  const selection = TextSelection.create(
    state.doc,
    positionOf(state.doc, from),
    positionOf(state.doc, to) + to.length,
  );
  const edited = applied(state.apply(state.tr.setSelection(selection)), command);
  if (!edited) throw new Error('The command could not be carried out');
  edited.doc.check();
  return serialise(body, edited.doc);
}
