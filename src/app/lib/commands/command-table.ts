export interface CommandEntry {
  id: string;
  name: string;
  group: string;
  /** Where it can be used, as the list of all keys says it. */
  when: string;
  /** None: it is in the palette alone. Chords: `j`, `Shift+J`, `Mod+K` (the platform's command key), `g r` (one after the other). */
  keys: readonly string[];
  /** Goes on while the key is held. */
  repeats?: boolean;
}

const list = { group: 'List', when: 'in a list' };
const selection = { group: 'Selection', when: 'in a queue' };
const selected = { group: 'Selection', when: 'with replies selected' };
const reply = { group: 'Reply', when: 'with a reply open' };
const decision = { group: 'Approval', when: 'with a reply to approve' };
const anywhere = { group: 'Desk', when: 'anywhere' };
const queue = { group: 'Go to', when: 'anywhere' };

/** Every command of the desk, once: its keys, the palette, the list of all keys and tooltips are made from this. */
export const commandTable = [
  { id: 'next-row', name: 'Next', ...list, keys: ['j'], repeats: true },
  { id: 'previous-row', name: 'Previous', ...list, keys: ['k'], repeats: true },
  { id: 'open-row', name: 'Open', ...list, keys: ['o', 'Enter'] },
  { id: 'back', name: 'Back to the list', group: 'List', when: 'in a conversation', keys: ['u', 'Escape'] },
  { id: 'select-row', name: 'Select', ...selection, keys: ['x'] },
  { id: 'select-down', name: 'Select and move down', ...selection, keys: ['Shift+J'] },
  { id: 'select-up', name: 'Select and move up', ...selection, keys: ['Shift+K'] },
  { id: 'select-all', name: 'Select all', ...selection, keys: ['* a'] },
  { id: 'select-none', name: 'Select none', ...selection, keys: ['* n'] },
  { id: 'approve-selected', name: 'Approve the selected', ...selected, keys: ['* ]'] },
  { id: 'return-selected', name: 'Return the selected with a note', ...selected, keys: ['* r'] },
  { id: 'edit', name: 'Edit the reply', ...reply, keys: ['e'] },
  { id: 'finish', name: 'Send, save or approve', ...reply, keys: ['Mod+Enter'] },
  { id: 'save', name: 'Save the reply', ...reply, keys: ['Mod+S'] },
  { id: 'preview', name: 'Preview the reply', ...reply, keys: ['p'] },
  { id: 'show-images', name: 'Show images', group: 'Reply', when: 'where images are held back', keys: ['i'] },
  { id: 'discard', name: 'Discard the draft', ...reply, keys: ['#'] },
  { id: 'focus-cc', name: 'Add Cc', ...reply, keys: ['Mod+Shift+C'] },
  { id: 'focus-bcc', name: 'Add Bcc', ...reply, keys: ['Mod+Shift+B'] },
  { id: 'approve-next', name: 'Approve and open the next', ...decision, keys: [']'] },
  { id: 'approve-previous', name: 'Approve and open the previous', ...decision, keys: ['['] },
  { id: 'return', name: 'Return with a note', ...decision, keys: ['r'] },
  { id: 'show-changes', name: 'Show changes', ...decision, keys: ['d'] },
  { id: 'undo', name: 'Undo', group: 'Desk', when: 'while something can be undone', keys: ['z'] },
  { id: 'search', name: 'Search', ...anywhere, keys: ['/'] },
  { id: 'palette', name: 'Find a command or conversation', ...anywhere, keys: ['Mod+K'] },
  { id: 'show-keys', name: 'All keys', ...anywhere, keys: ['?'] },
  { id: 'sign-out', name: 'Sign out', ...anywhere, keys: [] },
  { id: 'end-sessions', name: 'End all my sessions', ...anywhere, keys: [] },
  { id: 'go-review', name: 'Review', ...queue, keys: ['g r'] },
  { id: 'go-approval', name: 'Approval', ...queue, keys: ['g a'] },
  { id: 'go-scheduled', name: 'Scheduled', ...queue, keys: ['g s'] },
  { id: 'go-failed', name: 'Failed', ...queue, keys: ['g f'] },
  { id: 'go-sent', name: 'Sent', ...queue, keys: ['g t'] },
] as const satisfies readonly CommandEntry[];

export type CommandId = (typeof commandTable)[number]['id'];
export type Command = CommandEntry & { id: CommandId };
