import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { Table } from 'lucide-react';
import { addColumn, addRow, deleteColumn, deleteRow, deleteTable } from '../commands/tables.ts';
import { ToolMenu } from './tool-menu.tsx';

const CHANGES: readonly (readonly [name: string, change: Command])[] = [
  ['Add row above', addRow('above')],
  ['Add row below', addRow('below')],
  ['Add column on the left', addColumn('left')],
  ['Add column on the right', addColumn('right')],
  ['Delete row', deleteRow],
  ['Delete column', deleteColumn],
  ['Delete table', deleteTable],
];

/** What can be done to the table around the caret. */
export function TableTool({ editor, disabled }: { editor: Editor; disabled: boolean }) {
  const items = CHANGES.map(([name, change]) => ({
    name,
    run: () => {
      change(editor.state, editor.view.dispatch);
    },
  }));
  return <ToolMenu editor={editor} name="Table" icon={Table} disabled={disabled} items={items} />;
}
