import type { Editor } from '@tiptap/core';
import type { Slice } from '@tiptap/pm/model';
import { Selection } from '@tiptap/pm/state';
import { dropPoint } from '@tiptap/pm/transform';
import type { EditorView } from '@tiptap/pm/view';
import { isRemote } from '#mail/remote-css.ts';
import { fontAt } from '../commands/inline-marks.ts';
import { bodyOf } from '../loaded-body.ts';
import { takeDataPictures } from '../pictures/data-pictures.ts';
import { lostPictures, pictureProblem } from '../pictures/picture-problem.ts';
import { beginPictures, type PictureOptions, putPictures, uploadBegun } from '../pictures/picture-uploads.ts';
import { attributeOf } from '../schema/attributes.ts';
import { elementOf } from '../schema/element-node.ts';
import { parsePart } from '../source/parse-html.ts';
import { imagesShown, showImages } from '../view/remote-images.ts';
import { type CleanPaste, cleanPaste } from './clean-paste.ts';
import { insertSlice, joiningSlice } from './insert-slice.ts';
import { ownCopy } from './own-copy.ts';

/** Puts what a clipboard or a drop brings into the reply: a piece of a reply, markup from elsewhere, pictures, or text. */
export class Paster {
  readonly #editor: Editor;
  readonly #options: PictureOptions;

  constructor(editor: Editor, options: PictureOptions) {
    this.#editor = editor;
    this.#options = options;
  }

  take(view: EditorView, data: DataTransfer, how: { event: ClipboardEvent } | { dropped: number }) {
    const dropped = 'dropped' in how ? how.dropped : undefined;
    this.#options.onPaste();
    const html = data.getData('text/html');
    const text = data.getData('text/plain');
    const files = Array.from(data.files);
    if ('event' in how && inPreformatted(view) && text !== '') {
      view.pasteText(text, how.event);
      return;
    }
    const own = html && ownCopy(html, this.#editor.schema, bodyOf(this.#editor).sources);
    if (own) return this.#insert(view, own, dropped, { isOwn: true });
    const clean = html ? cleanPaste(html) : NOTHING;
    // Excel and Word add a picture of what was copied; a browser adds the address of a copied picture.
    const says = saysSomething(clean.html);
    const namesFile = text === '' || files.some(({ name }) => text.includes(name));
    if (!says && files.length > 0 && (html !== '' || namesFile)) return this.#takeFiles(view, files, dropped);
    if (clean.lostPictures > 0)
      this.#options.onNote({ kind: 'problem', text: lostPictures(clean.lostPictures) });
    if (clean.html === '') {
      if ('event' in how && text !== '') view.pasteText(text, how.event);
      return;
    }
    const { schema } = this.#editor;
    const content = parsePart(clean.html, schema, bodyOf(this.#editor).sources);
    return this.#insert(view, joiningSlice(content, fontAt(view.state)), dropped);
  }

  #insert(view: EditorView, slice: Slice, dropped: number | undefined, { isOwn = false } = {}) {
    const { tr } = view.state;
    if (dropped !== undefined) {
      const at = dropPoint(tr.doc, dropped, slice) ?? dropped;
      tr.setSelection(Selection.near(tr.doc.resolve(at)));
    }
    insertSlice(tr, slice);
    const pictures = this.#options.upload && !isOwn ? takeDataPictures(tr) : [];
    const begun = beginPictures(tr, pictures);
    tr.scrollIntoView()
      .setMeta('paste', true)
      .setMeta('uiEvent', dropped === undefined ? 'paste' : 'drop');
    view.dispatch(tr);
    if (dropped !== undefined) view.focus();
    uploadBegun(view, begun, this.#options);
    if (!imagesShown(view) && bringsRemoteImages(slice)) {
      this.#options.onNote({
        kind: 'info',
        text: 'Pictures in this stay where they come from: whoever gets the mail loads them from there. Here they are not loaded.',
        action: { name: 'Load pictures', run: () => showImages(view, true) },
      });
    }
  }

  #takeFiles(view: EditorView, files: readonly File[], dropped: number | undefined) {
    if (!this.#options.upload) return;
    const { tr, selection } = view.state;
    if (dropped === undefined && !selection.empty && files.some((file) => pictureProblem(file) === null))
      view.dispatch(tr.deleteSelection());
    putPictures(view, files, dropped ?? view.state.selection.from, this.#options);
  }
}

function bringsRemoteImages({ content }: Slice): boolean {
  let found = false;
  content.descendants((node) => {
    if (node.type.name === 'image') found ||= isRemote(attributeOf(elementOf(node).attributes, 'src') ?? '');
    return !found;
  });
  return found;
}

const NOTHING: CleanPaste = { html: '', lostPictures: 0 };

/** Whether it is more than pictures. */
const saysSomething = (html: string) =>
  /<(?:table|hr)\b/.test(html) || /\S/.test(html.replace(/<[^>]*>|&nbsp;/g, ''));

function inPreformatted(view: EditorView): boolean {
  const { parent } = view.state.selection.$from;
  return parent.isTextblock && elementOf(parent).tag === 'pre';
}
