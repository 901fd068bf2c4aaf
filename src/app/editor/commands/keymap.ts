import { Extension } from '@tiptap/core';
import {
  chainCommands,
  createParagraphNear,
  deleteSelection,
  joinTextblockBackward,
  joinTextblockForward,
  selectAll,
  selectNodeBackward,
  selectNodeForward,
} from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import { liftListItem, sinkListItem } from '@tiptap/pm/schema-list';
import type { Command } from '@tiptap/pm/state';
import {
  insertLineBreak,
  leaveQuote,
  lineFeed,
  splitItem,
  splitLine,
  toggleList,
  toggleQuote,
} from './blocks.ts';
import { clearFormatting, toggleEmphasis } from './inline-marks.ts';

/** Backspace at the start of an item takes it out of its list before it joins anything. */
const liftItemAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { listItem } = state.schema.nodes;
  if (!empty || !listItem || $from.parentOffset > 0 || $from.depth < 2) return false;
  if ($from.node(-1).type !== listItem || $from.index(-1) > 0) return false;
  return liftListItem(listItem)(state, dispatch);
};

/** Tab belongs to the page, except in a list. */
const inItem =
  (command: Command): Command =>
  (state, dispatch) => {
    const { $from } = state.selection;
    const inside = Array.from({ length: $from.depth }, (_, depth) => $from.node(depth + 1));
    if (!inside.some((node) => node.type.name === 'listItem')) return false;
    command(state, dispatch);
    return true;
  };

export const EditorKeys = Extension.create<{ onSubmit(): boolean; onLink(): boolean }>({
  name: 'editorKeys',
  addOptions: () => ({ onSubmit: () => false, onLink: () => false }),
  addProseMirrorPlugins() {
    const { onSubmit, onLink } = this.options;
    const { listItem } = this.editor.schema.nodes;
    const backspace = chainCommands(
      deleteSelection,
      liftItemAtStart,
      joinTextblockBackward,
      selectNodeBackward,
    );
    const remove = chainCommands(deleteSelection, joinTextblockForward, selectNodeForward);
    const bindings: Record<string, Command> = {
      'Mod-Enter': () => onSubmit(),
      'Mod-k': () => onLink(),
      'Mod-b': toggleEmphasis('bold'),
      'Mod-i': toggleEmphasis('italic'),
      'Mod-u': toggleEmphasis('underline'),
      'Mod-Shift-s': toggleEmphasis('strikethrough'),
      'Mod-Shift-x': toggleEmphasis('strikethrough'),
      'Mod-Shift-7': toggleList('ol'),
      'Mod-Shift-8': toggleList('ul'),
      'Mod-Shift-9': toggleQuote,
      'Mod-Shift-b': toggleQuote,
      'Mod-\\': clearFormatting,
      'Mod-z': undo,
      'Mod-Shift-z': redo,
      'Mod-y': redo,
      'Mod-a': selectAll,
      Enter: chainCommands(lineFeed, splitItem, leaveQuote, createParagraphNear, splitLine),
      'Shift-Enter': insertLineBreak,
      Backspace: backspace,
      'Mod-Backspace': backspace,
      'Shift-Backspace': backspace,
      Delete: remove,
      'Mod-Delete': remove,
    };
    if (listItem) {
      bindings.Tab = inItem(sinkListItem(listItem));
      bindings['Shift-Tab'] = inItem(liftListItem(listItem));
    }
    return [keymap(bindings)];
  },
});
