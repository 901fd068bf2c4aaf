import type { CommandEntry } from './command-table.ts';

const text = { group: 'Text', when: 'in the text of a reply' };

/**
 * What can be done to the text of a reply, once: the editor's keys, its toolbar, the palette and the list of all keys are
 * made from this. Apart from the table of the desk, since pages without an editor need nothing of it.
 */
export const textCommands = [
  { id: 'bold', name: 'Bold', ...text, keys: ['Mod+B'] },
  { id: 'italic', name: 'Italic', ...text, keys: ['Mod+I'] },
  { id: 'underline', name: 'Underline', ...text, keys: ['Mod+U'] },
  { id: 'strikethrough', name: 'Strikethrough', ...text, keys: ['Mod+Shift+S', 'Mod+Shift+X'] },
  { id: 'bulleted-list', name: 'Bulleted list', ...text, keys: ['Mod+Shift+8'] },
  { id: 'numbered-list', name: 'Numbered list', ...text, keys: ['Mod+Shift+7'] },
  { id: 'quote', name: 'Quote', ...text, keys: ['Mod+Shift+9'] },
  { id: 'right-to-left', name: 'Right to left', ...text, keys: ['Mod+Shift+,'] },
  { id: 'left-to-right', name: 'Left to right', ...text, keys: ['Mod+Shift+.'] },
  { id: 'link', name: 'Link', group: 'Text', when: 'with text selected', keys: ['Mod+K'] },
  { id: 'clear-formatting', name: 'Clear formatting', ...text, keys: ['Mod+\\'] },
  { id: 'undo-typing', name: 'Undo typing', ...text, keys: ['Mod+Z'] },
  { id: 'redo-typing', name: 'Redo typing', ...text, keys: ['Mod+Shift+Z', 'Mod+Y'] },
] as const satisfies readonly CommandEntry[];

export type TextCommandId = (typeof textCommands)[number]['id'];
