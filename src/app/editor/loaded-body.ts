import type { Editor } from '@tiptap/core';
import { type LoadedBody, parseHtml } from './source/parse-html.ts';

const bodies = new WeakMap<Editor, LoadedBody>();

/** The body cannot be represented without changing it. */
export class UnreadableBody extends Error {
  override name = 'UnreadableBody';
}

function read(editor: Editor, html: string): LoadedBody {
  try {
    return parseHtml(html, editor.schema);
  } catch (cause) {
    throw new UnreadableBody('The editor cannot represent this body.', { cause });
  }
}

/** Gives an editor that is being made its document, built with its own schema. Throws `UnreadableBody`. */
export function loadBody(editor: Editor, html: string) {
  const body = read(editor, html);
  bodies.set(editor, body);
  // TipTap takes a ready node as content, which the type of the option does not say.
  Object.assign(editor.options, { content: body.doc });
}

export function bodyOf(editor: Editor): LoadedBody {
  const body = bodies.get(editor);
  if (!body) throw new Error('An editor without a loaded body');
  return body;
}
