import { redo, undo } from '@tiptap/pm/history';
import type { Command } from '@tiptap/pm/state';
import { type TextCommandId, textCommands } from '../../lib/commands/text-commands.ts';
import { setDirection } from './direction.ts';
import { clearFormatting, toggleEmphasis } from './inline-marks.ts';
import { toggleList } from './lists.ts';
import { toggleQuote } from './quotes.ts';

/** What the commands of the table do, but for the link, which asks for its address. */
export const textDeeds: Record<Exclude<TextCommandId, 'link'>, Command> = {
  bold: toggleEmphasis('bold'),
  italic: toggleEmphasis('italic'),
  underline: toggleEmphasis('underline'),
  strikethrough: toggleEmphasis('strikethrough'),
  'bulleted-list': toggleList('ul'),
  'numbered-list': toggleList('ol'),
  quote: toggleQuote,
  'right-to-left': setDirection('rtl'),
  'left-to-right': setDirection('ltr'),
  'clear-formatting': clearFormatting,
  'undo-typing': undo,
  'redo-typing': redo,
};

/** A chord of the table, `Mod+Shift+S`, as ProseMirror writes it: `Mod-Shift-s`. */
const notation = (chord: string) =>
  chord.replaceAll('+', '-').replace(/-([A-Z])$/, (letter) => letter.toLowerCase());

/** The keys of the table, and what they do. */
export function textBindings(onLink: () => boolean): Record<string, Command> {
  // Without a selection the key is the desk's.
  const link: Command = ({ selection }) => !selection.empty && onLink();
  return Object.fromEntries(
    textCommands.flatMap(({ id, keys }) =>
      keys.map((chord) => [notation(chord), id === 'link' ? link : textDeeds[id]]),
    ),
  );
}
