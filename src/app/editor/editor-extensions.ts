import { Dropcursor, Gapcursor, Selection, UndoRedo } from '@tiptap/extensions';
import { EditorKeys } from './commands/keymap.ts';
import { Folds } from './folds/folds.ts';
import { PasteEvents } from './paste/paste-events.ts';
import { type PictureOptions, PictureUploads } from './pictures/picture-uploads.ts';
import { bodyExtensions } from './schema/body-extensions.ts';
import { Image, type ImageUrl } from './schema/inlines.ts';
import { BlankLineLook } from './view/blank-line-look.ts';
import { Clipboard } from './view/clipboard.ts';
import { FirstCaret } from './view/first-caret.ts';
import { LineDirections } from './view/line-directions.ts';
import { LinkEnds } from './view/link-ends.ts';
import { PaintFirst } from './view/paint-first.ts';
import { PartedLinks } from './view/parted-links.ts';
import { Placeholder } from './view/placeholder.ts';
import { RemoteBackgrounds } from './view/remote-backgrounds.ts';
import { Typing } from './view/typing.ts';

interface Hooks {
  placeholder: string;
  onSubmit(): boolean;
  onLink(): boolean;
  imageUrl: ImageUrl;
  pictures: PictureOptions;
}

/**
 * TipTap's own that are left out: their keys and their copied text are not ours (see commands/keymap.ts and view/clipboard.ts),
 * or they work at each keystroke, or tell what nobody hears.
 */
export const coreExtensions = {
  keymap: false,
  delete: false,
  drop: false,
  paste: false,
  clipboardTextSerializer: false,
} as const;

export const editorExtensions = ({ placeholder, onSubmit, onLink, imageUrl, pictures }: Hooks) => [
  ...bodyExtensions.map((extension) => (extension === Image ? Image.configure({ imageUrl }) : extension)),
  UndoRedo,
  Gapcursor,
  Dropcursor.configure({ color: 'var(--accent)', width: 2 }),
  Selection.configure({ className: 'reply-kept-selection' }),
  EditorKeys.configure({ onSubmit, onLink }),
  Placeholder.configure({ text: placeholder }),
  Clipboard,
  RemoteBackgrounds,
  LineDirections,
  PasteEvents.configure(pictures),
  PictureUploads.configure(pictures),
  LinkEnds,
  PartedLinks,
  Typing,
  PaintFirst,
  FirstCaret,
  BlankLineLook,
  Folds,
];
