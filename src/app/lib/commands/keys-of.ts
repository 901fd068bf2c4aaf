import { isApple } from '../is-apple.ts';
import { isCharacter, type Press, parseChord } from './chord.ts';
import { type Command, type CommandId, commandTable } from './command-table.ts';
import { useLetterKeys } from './letter-keys.ts';

export interface Keys {
  /** For people: `Ctrl+K`, on a Mac `⌘K`; `G then R`; alternatives after `or`. */
  label: string;
  /** For `aria-keyshortcuts`, which knows no sequences. */
  aria: string | undefined;
}

const named: Record<string, string> = { Enter: '↵', Escape: 'Esc' };

const capital = (key: string) => (key.length === 1 ? key.toUpperCase() : key);
const shown = (key: string) => named[key] ?? capital(key);

function labelOf({ key, mod, shift }: Press): string {
  if (isApple()) return `${mod ? '⌘' : ''}${shift ? '⇧' : ''}${shown(key)}`;
  return [mod ? 'Ctrl' : '', shift ? 'Shift' : '', shown(key)].filter(Boolean).join('+');
}

const ariaOf = ({ key, mod, shift }: Press) =>
  [mod ? (isApple() ? 'Meta' : 'Control') : '', shift ? 'Shift' : '', mod || shift ? capital(key) : key]
    .filter(Boolean)
    .join('+');

export const commandOf = (id: CommandId): Command =>
  commandTable.find((command) => command.id === id) ?? commandTable[0];

/** Chords as their presses; without those that are characters where these are turned off. */
export const chordsIn = (keys: readonly string[], letters = true): Press[][] =>
  keys.map(parseChord).filter((presses) => letters || !presses.some(isCharacter));

/** Each chord of a command. */
export const chordsOf = (id: CommandId, letters = true): Press[][] => chordsIn(commandOf(id).keys, letters);

export const chordLabel = (presses: Press[]): string => presses.map(labelOf).join(' then ');

/** The keys of a command in the platform's notation; undefined where it has none that works. */
export const keysOf = (id: CommandId, letters = true): Keys | undefined =>
  keysFrom(commandOf(id).keys, letters);

/** The same of the keys of a table. */
export function keysFrom(keys: readonly string[], letters = true): Keys | undefined {
  const chords = chordsIn(keys, letters);
  if (chords.length === 0) return undefined;
  const single = chords.flatMap((presses) => (presses.length === 1 ? presses : []));
  return {
    label: chords.map(chordLabel).join(' or '),
    aria: single.length > 0 ? single.map(ariaOf).join(' ') : undefined,
  };
}

/** The same, as the person who is signed in has set it. */
export const useKeysOf = (id: CommandId): Keys | undefined => keysOf(id, useLetterKeys());

/** What a tooltip says. */
export const hintOf = (name: string, keys: Keys | undefined): string =>
  keys === undefined ? name : `${name} (${keys.label})`;
