import { Dropcursor, Gapcursor, Selection, UndoRedo } from '@tiptap/extensions';
import { EditorKeys } from './commands/keymap.ts';
import { bodyExtensions } from './schema/body-extensions.ts';
import { Clipboard } from './view/clipboard.ts';
import { LinkEnds } from './view/link-ends.ts';
import { Placeholder } from './view/placeholder.ts';
import { Typing } from './view/typing.ts';

interface Hooks {
  placeholder: string;
  onSubmit(): boolean;
  onLink(): boolean;
}

export const editorExtensions = ({ placeholder, onSubmit, onLink }: Hooks) => [
  ...bodyExtensions,
  UndoRedo,
  Gapcursor,
  Dropcursor.configure({ color: 'var(--accent)', width: 2 }),
  Selection.configure({ className: 'reply-kept-selection' }),
  EditorKeys.configure({ onSubmit, onLink }),
  Placeholder.configure({ text: placeholder }),
  Clipboard,
  LinkEnds,
  Typing,
];
