import { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import { coreExtensions, editorExtensions } from '../editor-extensions.ts';
import { bodyOf, loadBody } from '../loaded-body.ts';
import type { EditorNote, PictureOptions } from '../pictures/picture-uploads.ts';
import { parseHtml } from '../source/parse-html.ts';
import { serialise } from '../source/serialise.ts';

/** What a clipboard holds, and what is put on it. */
export class Clipping {
  readonly #data = new Map<string, string>();
  readonly files: File[];

  constructor(data: Record<string, string> = {}, files: File[] = []) {
    for (const [type, value] of Object.entries(data)) this.#data.set(type, value);
    this.files = files;
  }

  getData(type: string): string {
    return this.#data.get(type) ?? '';
  }

  setData(type: string, value: string) {
    this.#data.set(type, value);
  }

  clearData() {
    this.#data.clear();
  }
}

/** A reply's editor as the desk has it, with hands and eyes. */
export function openEditor(html: string, upload: PictureOptions['upload'] = null) {
  const notes: EditorNote[] = [];
  const pending: number[] = [];
  const editor = new Editor({
    element: document.body.appendChild(document.createElement('div')),
    extensions: editorExtensions({
      placeholder: '',
      onSubmit: () => false,
      onLink: () => false,
      imageUrl: () => null,
      pictures: {
        upload,
        onNote: (note) => notes.push(note),
        onPaste: () => notes.splice(0),
        onPending: (count) => pending.push(count),
      },
    }),
    injectCSS: false,
    enableCoreExtensions: coreExtensions,
    onBeforeCreate: ({ editor }) => loadBody(editor, html, { folding: false }),
  });
  const act = (type: 'copy' | 'cut' | 'paste', data: Clipping) => {
    const event = Object.defineProperty(
      new Event(type, { bubbles: true, cancelable: true }),
      'clipboardData',
      { value: data },
    );
    editor.view.dom.dispatchEvent(event);
    return data;
  };
  /** From the first letter of a text to the last of another. */
  const select = (from: string, to = from) => {
    const { doc, tr } = editor.state;
    let [start, end] = [-1, -1];
    doc.descendants((node, position) => {
      if (start < 0 && node.text?.includes(from)) start = position + node.text.indexOf(from);
      if (node.text?.includes(to)) end = position + node.text.indexOf(to) + to.length;
    });
    editor.view.dispatch(tr.setSelection(TextSelection.create(doc, start, end)));
  };
  /** The caret where a copy of the body has a `|`. */
  const caretAt = (marked: string) => {
    let caret = -1;
    parseHtml(marked, editor.schema).doc.descendants((node, position) => {
      if (node.text?.includes('|')) caret = position + node.text.indexOf('|');
    });
    const { doc, tr } = editor.state;
    editor.view.dispatch(tr.setSelection(TextSelection.create(doc, caret)));
  };
  return {
    editor,
    caretAt,
    notes,
    pending,
    select,
    /** The caret right behind a text. */
    goBehind(text: string) {
      select(text);
      editor.view.dispatch(
        editor.state.tr.setSelection(TextSelection.create(editor.state.doc, editor.state.selection.to)),
      );
    },
    type: (text: string) => editor.view.dispatch(editor.state.tr.insertText(text)),
    copy: () => act('copy', new Clipping()),
    cut: () => act('cut', new Clipping()),
    paste: (data: Clipping | string) =>
      act('paste', typeof data === 'string' ? new Clipping({ 'text/html': data }) : data),
    html: () => serialise(bodyOf(editor), editor.state.doc),
    undo: () => editor.commands.undo(),
  };
}
