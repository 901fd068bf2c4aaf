import { Editor, type EditorOptions } from '@tiptap/core';
import { coreExtensions, editorExtensions } from './editor-extensions.ts';
import { loadBody } from './loaded-body.ts';
import { noPictures, type PictureOptions } from './pictures/picture-uploads.ts';
import type { ImageUrl } from './schema/inlines.ts';
import { openLinks } from './view/open-links.ts';
import { type Paper, paperOf } from './view/paper.ts';
import { readSelection } from './view/read-selection.ts';

/** Who shows an editor, and is told what happens in it. */
export interface Host extends Omit<PictureOptions, 'upload'> {
  onUpdate(editor: Editor): void;
  onSubmit(): boolean;
  onLink(): boolean;
}

/** What an editor is made with, and keeps. */
export interface Opening extends Pick<PictureOptions, 'upload'> {
  /** Sanitised. */
  html: string;
  /** Whether quoted history and a signature are folded. */
  folding: boolean;
  placeholder: string;
  imageUrl: ImageUrl;
  label: string;
  describedBy: string | undefined;
  editable: boolean;
}

export interface OpenEditor {
  readonly opening: Opening;
  readonly editor: Editor;
  /** How the paper of its body looks. */
  readonly paper: Paper;
  /** To be set by whoever shows it. */
  host: Host;
}

const nobody: Host = { ...noPictures(), onUpdate: () => {}, onSubmit: () => false, onLink: () => false };

/**
 * Makes an editor of a body, in no page yet. TipTap's own component for React would draw each document a second time, for
 * node views that are React components: there are none here. @throws UnreadableBody
 */
export function openEditor(opening: Opening): OpenEditor {
  const { html, folding, placeholder, imageUrl, upload } = opening;
  const paper = paperOf(html);
  const ask = () => open.host;
  const editor = new Editor({
    element: null,
    autofocus: false,
    injectCSS: false,
    enableCoreExtensions: coreExtensions,
    enableInputRules: false,
    enablePasteRules: false,
    extensions: editorExtensions({
      placeholder,
      onSubmit: () => ask().onSubmit(),
      onLink: () => ask().onLink(),
      imageUrl,
      pictures: {
        upload,
        onNote: (note) => ask().onNote(note),
        onPaste: () => ask().onPaste(),
        onPending: (count) => ask().onPending(count),
      },
    }),
    editable: opening.editable,
    editorProps: editorPropsOf(opening, paper),
    onBeforeCreate: ({ editor }) => loadBody(editor, html, { folding }),
    onUpdate: ({ editor }) => ask().onUpdate(editor),
  });
  const open: OpenEditor = { opening, editor, paper, host: nobody };
  return open;
}

/** Given from the first frame on: a class that comes later has the browser style every element of the body twice. */
export const editorPropsOf = (
  { label, describedBy, editable }: Pick<Opening, 'label' | 'describedBy' | 'editable'>,
  { attributes: ground }: Paper,
): EditorOptions['editorProps'] => ({
  attributes: {
    class: 'reply-content',
    role: 'textbox',
    'aria-label': label,
    'aria-multiline': 'true',
    ...ground,
    ...(describedBy ? { 'aria-describedby': describedBy } : {}),
    ...(editable ? {} : { 'aria-readonly': 'true' }),
  },
  handleDOMEvents: { click: openLinks, keydown: beforeKey },
});

function beforeKey(view: Editor['view'], { key }: KeyboardEvent): boolean {
  readSelection(view);
  // ProseMirror would use Escape up, for nothing; it is how one leaves the text.
  return key === 'Escape' && !view.composing;
}
