import { commandTable } from './command-table.ts';
import { textCommands } from './text-commands.ts';

/** Those of the desk, then those of the text. */
export const allCommands = [...commandTable, ...textCommands];
