import type { Editor } from '@tiptap/core';
import { type LoadedBody, parseHtml } from './source/parse-html.ts';

const bodies = new WeakMap<Editor, LoadedBody>();

/** Gives an editor that is being made its document, built with its own schema. Throws when the body cannot be represented. */
export function loadBody(editor: Editor, html: string) {
  const body = parseHtml(html, editor.schema);
  bodies.set(editor, body);
  // TipTap takes a ready node as content, which the type of the option does not say.
  Object.assign(editor.options, { content: body.doc });
}

export function bodyOf(editor: Editor): LoadedBody {
  const body = bodies.get(editor);
  if (!body) throw new Error('An editor without a loaded body');
  return body;
}
