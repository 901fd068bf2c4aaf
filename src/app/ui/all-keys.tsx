import { useId } from 'react';
import { allCommands } from '../lib/commands/all-commands.ts';
import type { CommandEntry } from '../lib/commands/command-table.ts';
import { chordLabel, chordsIn } from '../lib/commands/keys-of.ts';
import { Keys } from './kbd.tsx';

const withKeys: CommandEntry[] = allCommands.filter(({ keys }) => keys.length > 0);
const groups = [...new Set(withKeys.map(({ group }) => group))].map((name) => ({
  name,
  commands: withKeys.filter(({ group }) => group === name),
}));

interface Props {
  /** Whether a command does something where the person is; absent where that is not the question. */
  isAvailable?: (id: string) => boolean;
  letters: boolean;
}

/** Every key of the desk, by what it is for. */
export function AllKeys({ isAvailable, letters }: Props) {
  const id = useId();
  return (
    <div className="gap-x-8 wide:columns-2">
      {groups.map(({ name, commands }) => (
        <section key={name} aria-labelledby={`${id}-${name}`} className="break-inside-avoid pb-5">
          <h3 id={`${id}-${name}`} className="pb-1 text-[12.5px] font-semibold text-second">
            {name}
          </h3>
          <ul>
            {commands.map((command) => (
              <CommandLine
                key={command.id}
                command={command}
                off={chordsIn(command.keys, letters).length === 0}
                available={isAvailable?.(command.id) ?? true}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface LineProps {
  command: CommandEntry;
  off: boolean;
  available: boolean;
}

function CommandLine({ command: { name, when, keys }, off, available }: LineProps) {
  const remark = off ? 'turned off' : available ? null : when;
  return (
    <li
      className={`flex items-baseline gap-3 border-b border-line py-1.5 text-[13px] ${remark ? 'text-third' : ''}`}
    >
      <span className="min-w-0 flex-1">
        {name}
        {remark === null ? null : <span className="text-[12.5px]"> · {remark}</span>}
      </span>
      <span className="flex shrink-0 flex-wrap justify-end gap-1.5">
        {chordsIn(keys).map((presses) => (
          <Keys key={chordLabel(presses)}>{chordLabel(presses)}</Keys>
        ))}
      </span>
    </li>
  );
}
