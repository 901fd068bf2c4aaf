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
import { keymap } from '@tiptap/pm/keymap';
import type { Command } from '@tiptap/pm/state';
import { selectVisible } from '../folds/select-visible.ts';
import { bodyOf } from '../loaded-body.ts';
import { insertLineBreak, lineFeed, splitLine } from './blocks.ts';
import { deleteOverCells, deleteSelection, goToCell } from './cells.ts';
import { keepingDirection } from './direction.ts';
import { liftItem } from './lift-items.ts';
import { blockAround } from './lines.ts';
import { joiningLists, liftItemAtStart, sinkItem, splitItem } from './lists.ts';
import { keepingPlaces } from './named-places.ts';
import { leaveQuote } from './quotes.ts';
import { textBindings } from './text-bindings.ts';

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
      ...textBindings(() => onLink()),
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
