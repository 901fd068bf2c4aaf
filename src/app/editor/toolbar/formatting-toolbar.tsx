import { Toolbar } from '@base-ui/react/toolbar';
import { Tooltip } from '@base-ui/react/tooltip';
import type { Editor } from '@tiptap/core';
import { redo, redoDepth, undo, undoDepth } from '@tiptap/pm/history';
import type { Command, EditorState } from '@tiptap/pm/state';
import {
  Bold,
  Italic,
  List,
  ListOrdered,
  type LucideIcon,
  PilcrowLeft,
  Quote,
  Redo2,
  RemoveFormatting,
  Strikethrough,
  Underline,
  Undo2,
} from 'lucide-react';
import { useMemo } from 'react';
import { isRightToLeft, toggleRightToLeft } from '../commands/direction.ts';
import { clearFormatting, isEmphasised, toggleEmphasis } from '../commands/inline-marks.ts';
import { linkAt } from '../commands/links.ts';
import { listAt, toggleList } from '../commands/lists.ts';
import { inQuote, toggleQuote } from '../commands/quotes.ts';
import { inTable } from '../commands/tables.ts';
import type { EditorSignature } from '../signature/editor-signature.ts';
import { LinkPopover } from './link-popover.tsx';
import { SignatureTool } from './signature-tool.tsx';
import { TableTool } from './table-tool.tsx';
import { ToolbarButton } from './toolbar-button.tsx';
import { useSettledState } from './use-settled-state.ts';

interface Tool {
  readonly name: string;
  readonly icon: LucideIcon;
  /** As ProseMirror writes keys. */
  readonly keys: string;
  readonly run: Command;
  /** Absent for tools that do and do not stay pressed. */
  readonly pressed?: (state: EditorState) => boolean;
  readonly possible?: (state: EditorState) => boolean;
}

const INLINE: readonly Tool[] = [
  {
    name: 'Bold',
    icon: Bold,
    keys: 'Mod-B',
    run: toggleEmphasis('bold'),
    pressed: (state) => isEmphasised(state, 'bold'),
  },
  {
    name: 'Italic',
    icon: Italic,
    keys: 'Mod-I',
    run: toggleEmphasis('italic'),
    pressed: (state) => isEmphasised(state, 'italic'),
  },
  {
    name: 'Underline',
    icon: Underline,
    keys: 'Mod-U',
    run: toggleEmphasis('underline'),
    pressed: (state) => isEmphasised(state, 'underline'),
  },
  {
    name: 'Strikethrough',
    icon: Strikethrough,
    keys: 'Mod-Shift-S',
    run: toggleEmphasis('strikethrough'),
    pressed: (state) => isEmphasised(state, 'strikethrough'),
  },
];

const BLOCKS: readonly Tool[] = [
  {
    name: 'Bulleted list',
    icon: List,
    keys: 'Mod-Shift-8',
    run: toggleList('ul'),
    pressed: (state) => listAt(state) === 'ul',
  },
  {
    name: 'Numbered list',
    icon: ListOrdered,
    keys: 'Mod-Shift-7',
    run: toggleList('ol'),
    pressed: (state) => listAt(state) === 'ol',
  },
  { name: 'Quote', icon: Quote, keys: 'Mod-Shift-9', run: toggleQuote, pressed: inQuote },
  {
    name: 'Right to left',
    icon: PilcrowLeft,
    keys: 'Mod-Shift-,',
    run: toggleRightToLeft,
    pressed: isRightToLeft,
  },
];

const CLEAR: readonly Tool[] = [
  { name: 'Clear formatting', icon: RemoveFormatting, keys: 'Mod-\\', run: clearFormatting },
];

const HISTORY: readonly Tool[] = [
  { name: 'Undo', icon: Undo2, keys: 'Mod-Z', run: undo, possible: (state) => undoDepth(state) > 0 },
  { name: 'Redo', icon: Redo2, keys: 'Mod-Shift-Z', run: redo, possible: (state) => redoDepth(state) > 0 },
];

const TOOLS = [...INLINE, ...BLOCKS, ...CLEAR, ...HISTORY];

interface ToolbarState {
  readonly pressed: readonly string[];
  readonly possible: readonly string[];
  readonly linked: boolean;
  readonly tabular: boolean;
}

const names = (tools: readonly Tool[]) => tools.map(({ name }) => name);

/** As one string, which is compared after each key. */
const toolbarState = (state: EditorState): string =>
  JSON.stringify({
    pressed: names(TOOLS.filter((tool) => tool.pressed?.(state))),
    possible: names(TOOLS.filter((tool) => tool.possible?.(state) ?? true)),
    linked: linkAt(state) !== null,
    tabular: inTable(state),
  } satisfies ToolbarState);

interface Props {
  editor: Editor;
  disabled: boolean;
  linking: boolean;
  onLinking(open: boolean): void;
  signatures: readonly EditorSignature[];
  onSignature(signature: EditorSignature): void;
}

export function FormattingToolbar(props: Props) {
  const { editor, disabled, linking, onLinking, signatures, onSignature } = props;
  const seen = useSettledState(editor, toolbarState);
  const state = useMemo(() => JSON.parse(seen) as ToolbarState, [seen]);
  const run = (command: Command) => {
    command(editor.state, editor.view.dispatch);
    editor.view.focus();
  };
  const buttons = (tools: readonly Tool[]) =>
    tools.map((tool) => (
      <ToolbarButton
        key={tool.name}
        name={tool.name}
        keys={tool.keys}
        icon={tool.icon}
        pressed={tool.pressed ? state.pressed.includes(tool.name) : undefined}
        disabled={disabled || !state.possible.includes(tool.name)}
        onPress={() => run(tool.run)}
      />
    ));
  return (
    <Tooltip.Provider>
      <Toolbar.Root className="reply-toolbar" aria-label="Formatting">
        {buttons(INLINE)}
        <Toolbar.Separator className="reply-toolbar-line" />
        {buttons(BLOCKS)}
        <Toolbar.Separator className="reply-toolbar-line" />
        <LinkPopover
          editor={editor}
          pressed={state.linked}
          disabled={disabled}
          open={linking}
          onOpen={onLinking}
        />
        {signatures.length > 0 ? (
          <SignatureTool editor={editor} disabled={disabled} signatures={signatures} onInsert={onSignature} />
        ) : null}
        {buttons(CLEAR)}
        <Toolbar.Separator className="reply-toolbar-line" />
        {buttons(HISTORY)}
        <TableTool editor={editor} disabled={disabled || !state.tabular} />
      </Toolbar.Root>
    </Tooltip.Provider>
  );
}
