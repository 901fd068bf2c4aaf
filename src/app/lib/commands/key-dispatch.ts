import { isComposing } from '../is-composing.ts';
import { isCharacter, matchesPress, type Press } from './chord.ts';
import { type Command, commandTable } from './command-table.ts';
import { fields } from './fields.ts';
import { chordsOf } from './keys-of.ts';
import { letterKeys } from './letter-keys.ts';
import { commandOffers } from './offers.ts';

/** Milliseconds within which the next key of a sequence is awaited. */
const patience = 1500;

const layers =
  ':is([role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"])[data-open], [popover]:popover-open, dialog[open]';
/** Enter is theirs. */
const pressed = 'a[href], button, summary, input, [role="button"], [role="option"], [role="menuitem"]';
const modifiers = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'];

interface Chord {
  command: Command;
  presses: Press[];
}

const chords: Chord[] = commandTable.flatMap((command) =>
  chordsOf(command.id).map((presses) => ({ command, presses })),
);

/**
 * Answers `keydown` of the document: finds the command that the key stands for, and has the component that offers it
 * do its work. `onLeaveField` is what Escape in a field does; `onRun` hears of each command.
 */
export function createKeyDispatch(onLeaveField: (field: HTMLElement) => void, onRun: () => void) {
  let begun: Chord[] = [];
  let done = 0;
  let since = 0;

  return (event: KeyboardEvent): void => {
    if (modifiers.includes(event.key)) return;
    const awaited = event.timeStamp - since < patience ? begun : [];
    begun = [];
    if (event.defaultPrevented || isComposing(event)) return;

    const target = event.target instanceof Element ? event.target : document.body;
    const layer = [...document.querySelectorAll(layers)].at(-1) ?? null;
    const field = target.closest<HTMLElement>(fields);
    const command = event.ctrlKey || event.metaKey;
    const letters = letterKeys.on();

    const usable = ({ command, presses }: Chord) =>
      (letters || !presses.some(isCharacter)) &&
      (field === null || presses.every(({ mod }) => mod)) &&
      commandOffers.find(command.id, { layer, field }) !== undefined;
    const matching = (from: Chord[], at: number) =>
      from.filter((chord) => {
        const press = chord.presses[at];
        return press !== undefined && matchesPress(event, press) && usable(chord);
      });

    // A key that leads nowhere ends the sequence and does nothing else.
    if (awaited.length > 0 && field === null && !command) {
      event.preventDefault();
      if (!event.repeat) follow(matching(awaited, done), done);
      return;
    }
    if (field !== null && layer === null && event.key === 'Escape') {
      event.preventDefault();
      onLeaveField(field);
      return;
    }
    if (event.key === 'Enter' && !command && target.closest(pressed)) return;
    follow(matching(chords, 0), 0);

    function follow(found: Chord[], at: number): void {
      const complete = found.find(({ presses }) => presses.length === at + 1);
      if (complete !== undefined) {
        event.preventDefault();
        if (event.repeat && !complete.command.repeats) return;
        onRun();
        commandOffers.find(complete.command.id, { layer, field })?.run();
      } else if (found.length > 0) {
        event.preventDefault();
        begun = found;
        done = at + 1;
        since = event.timeStamp;
      }
    }
  };
}
