import { Toolbar } from '@base-ui/react/toolbar';
import { Tooltip } from '@base-ui/react/tooltip';
import type { Editor } from '@tiptap/core';
import { redoDepth, undoDepth } from '@tiptap/pm/history';
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
import type { TextCommandId } from '../../lib/commands/text-commands.ts';
import { isRightToLeft, toggleRightToLeft } from '../commands/direction.ts';
import { isEmphasised } from '../commands/inline-marks.ts';
import { linkAt } from '../commands/links.ts';
import { listAt } from '../commands/lists.ts';
import { inQuote } from '../commands/quotes.ts';
import { inTable } from '../commands/tables.ts';
import { textDeeds } from '../commands/text-bindings.ts';
import type { EditorSignature } from '../signature/editor-signature.ts';
import { LinkPopover } from './link-popover.tsx';
import { SignatureTool } from './signature-tool.tsx';
import { TableTool } from './table-tool.tsx';
import { ToolbarButton } from './toolbar-button.tsx';
import { useSettledState } from './use-settled-state.ts';
import { useTextCommands } from './use-text-commands.ts';

interface Tool {
  readonly id: Exclude<TextCommandId, 'link'>;
  /** Where the toolbar says it shorter than the table. */
  readonly name?: string;
  readonly icon: LucideIcon;
  /** Absent where that is what the table's command does. */
  readonly run?: Command;
  /** Absent for tools that do and do not stay pressed. */
  readonly pressed?: (state: EditorState) => boolean;
  readonly possible?: (state: EditorState) => boolean;
}

const emphasised = (kind: Parameters<typeof isEmphasised>[1]) => (state: EditorState) =>
  isEmphasised(state, kind);

const INLINE: readonly Tool[] = [
  { id: 'bold', icon: Bold, pressed: emphasised('bold') },
  { id: 'italic', icon: Italic, pressed: emphasised('italic') },
  { id: 'underline', icon: Underline, pressed: emphasised('underline') },
  { id: 'strikethrough', icon: Strikethrough, pressed: emphasised('strikethrough') },
];

const BLOCKS: readonly Tool[] = [
  { id: 'bulleted-list', icon: List, pressed: (state) => listAt(state) === 'ul' },
  { id: 'numbered-list', icon: ListOrdered, pressed: (state) => listAt(state) === 'ol' },
  { id: 'quote', icon: Quote, pressed: inQuote },
  { id: 'right-to-left', icon: PilcrowLeft, run: toggleRightToLeft, pressed: isRightToLeft },
];

const CLEAR: readonly Tool[] = [{ id: 'clear-formatting', icon: RemoveFormatting }];

const HISTORY: readonly Tool[] = [
  { id: 'undo-typing', name: 'Undo', icon: Undo2, possible: (state) => undoDepth(state) > 0 },
  { id: 'redo-typing', name: 'Redo', icon: Redo2, possible: (state) => redoDepth(state) > 0 },
];

const TOOLS = [...INLINE, ...BLOCKS, ...CLEAR, ...HISTORY];

interface ToolbarState {
  readonly pressed: readonly string[];
  readonly possible: readonly string[];
  readonly linked: boolean;
  readonly tabular: boolean;
}

const ids = (tools: readonly Tool[]) => tools.map(({ id }) => id);

/** As one string, which is compared after each key. */
const toolbarState = (state: EditorState): string =>
  JSON.stringify({
    pressed: ids(TOOLS.filter((tool) => tool.pressed?.(state))),
    possible: ids(TOOLS.filter((tool) => tool.possible?.(state) ?? true)),
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
  useTextCommands((id) => (id === 'link' ? onLinking(true) : run(textDeeds[id])), !disabled);
  const buttons = (tools: readonly Tool[]) =>
    tools.map((tool) => (
      <ToolbarButton
        key={tool.id}
        command={tool.id}
        name={tool.name}
        icon={tool.icon}
        pressed={tool.pressed ? state.pressed.includes(tool.id) : undefined}
        disabled={disabled || !state.possible.includes(tool.id)}
        onPress={() => run(tool.run ?? textDeeds[tool.id])}
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
