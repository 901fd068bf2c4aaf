import type { Editor } from '@tiptap/core';
import type { Node as ProseMirrorNode } from '@tiptap/pm/model';
import type { Opened } from './folds/one-block.ts';
import { openPartsOrNone } from './folds/open-parts.ts';
import type { Part } from './folds/part.ts';
import { type LoadedBody, parseHtml } from './source/parse-html.ts';

const opened = new WeakMap<Editor, Opened>();

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

/**
 * Gives an editor that is being made its document, built with its own schema, and (with `folding`) its quoted history and
 * signature to fold. Throws `UnreadableBody`.
 */
export function loadBody(editor: Editor, html: string, { folding }: { folding: boolean }) {
  const body = read(editor, html);
  const open = folding ? openPartsOrNone(body) : { body, parts: [] };
  opened.set(editor, open);
  // TipTap takes a ready node as content, which the type of the option does not say.
  Object.assign(editor.options, { content: open.body.doc });
}

function openedBy(editor: Editor): Opened {
  const open = opened.get(editor);
  if (!open) throw new Error('An editor without a loaded body');
  return open;
}

export const bodyOf = (editor: Editor): LoadedBody => openedBy(editor).body;

/** The parts to fold of a document that is still what was loaded; none of another one. */
export function partsAtFirst(editor: Editor, doc: ProseMirrorNode): readonly Part[] {
  const { body, parts } = openedBy(editor);
  return body.doc === doc ? parts : [];
}
