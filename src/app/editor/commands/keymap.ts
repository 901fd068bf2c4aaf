import { Extension } from '@tiptap/core';
import {
  chainCommands,
  createParagraphNear,
  joinTextblockBackward,
  joinTextblockForward,
  selectAll,
  selectNodeBackward,
  selectNodeForward,
} from '@tiptap/pm/commands';
import { redo, undo } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import type { Command } from '@tiptap/pm/state';
import { selectVisible } from '../folds/select-visible.ts';
import { bodyOf } from '../loaded-body.ts';
import { insertLineBreak, lineFeed, splitLine } from './blocks.ts';
import { deleteOverCells, deleteSelection, goToCell } from './cells.ts';
import { keepingDirection, setDirection } from './direction.ts';
import { clearFormatting, toggleEmphasis } from './inline-marks.ts';
import { liftItem } from './lift-items.ts';
import { blockAround } from './lines.ts';
import { joiningLists, liftItemAtStart, sinkItem, splitItem, toggleList } from './lists.ts';
import { keepingPlaces } from './named-places.ts';
import { leaveQuote, toggleQuote } from './quotes.ts';

/** Tab belongs to the page, except in a list, and between the cells of a table. */
const inItem =
  (command: Command): Command =>
  (state, dispatch) => {
    if (!blockAround(state.selection.$from, (node) => node.type.name === 'listItem')) return false;
    command(state, dispatch);
    return true;
  };

export const EditorKeys = Extension.create<{ onSubmit(): boolean; onLink(): boolean }>({
  name: 'editorKeys',
  addOptions: () => ({ onSubmit: () => false, onLink: () => false }),
  addProseMirrorPlugins() {
    const { onSubmit, onLink } = this.options;
    const { listItem } = this.editor.schema.nodes;
    const sources = () => bodyOf(this.editor).sources;
    const backspace = chainCommands(
      deleteSelection,
      liftItemAtStart,
      keepingPlaces(sources, 'above', joiningLists(joinTextblockBackward)),
      selectNodeBackward,
    );
    const remove = chainCommands(
      deleteSelection,
      keepingPlaces(sources, 'below', joiningLists(joinTextblockForward)),
      selectNodeForward,
    );
    const bindings: Record<string, Command> = {
      'Mod-Enter': () => onSubmit(),
      // Without a selection the key is the desk's.
      'Mod-k': ({ selection }) => !selection.empty && onLink(),
      'Mod-b': toggleEmphasis('bold'),
      'Mod-i': toggleEmphasis('italic'),
      'Mod-u': toggleEmphasis('underline'),
      'Mod-Shift-s': toggleEmphasis('strikethrough'),
      'Mod-Shift-x': toggleEmphasis('strikethrough'),
      'Mod-Shift-7': toggleList('ol'),
      'Mod-Shift-8': toggleList('ul'),
      'Mod-Shift-9': toggleQuote,
      'Mod-\\': clearFormatting,
      'Mod-Shift-,': setDirection('rtl'),
      'Mod-Shift-.': setDirection('ltr'),
      'Mod-z': undo,
      'Mod-Shift-z': redo,
      'Mod-y': redo,
      'Mod-a': chainCommands(selectVisible, selectAll),
      Enter: chainCommands(deleteOverCells, lineFeed, splitItem, leaveQuote, createParagraphNear, splitLine),
      'Shift-Enter': chainCommands(deleteOverCells, insertLineBreak),
      Backspace: backspace,
      'Mod-Backspace': backspace,
      'Shift-Backspace': backspace,
      Delete: remove,
      'Mod-Delete': remove,
    };
    if (listItem) {
      bindings.Tab = chainCommands(inItem(sinkItem), goToCell(1));
      bindings['Shift-Tab'] = chainCommands(inItem(keepingDirection(liftItem)), goToCell(-1));
    }
    return [keymap(bindings)];
  },
});
