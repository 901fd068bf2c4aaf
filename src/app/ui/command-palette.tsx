import { Dialog } from '@base-ui/react/dialog';
import { Command, useCommandState } from 'cmdk';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { backdropClass } from './backdrop-class.ts';
import { Keys } from './kbd.tsx';

export interface Choice {
  id: string;
  name: string;
  /** What else it is found by. */
  about?: string;
  /** Its key, in the platform's notation. */
  keys?: string | undefined;
  run: () => void;
}

export interface Choices {
  heading: string;
  choices: readonly Choice[];
  /** They have been searched already. */
  found?: boolean;
}

interface Props {
  groups: readonly Choices[];
  search: string;
  /** The field has the focus. */
  onFocus: () => void;
  onSearch: (search: string) => void;
  onChoose: (choice: Choice) => void;
  onClose: () => void;
  /** Says what the search for more is doing. */
  note: ReactNode;
}

const foundMark = 'found ';

/** Each word that is typed begins a word of the name. What the server has found matches by words that are not shown. */
function rank(value: string, search: string, keywords: string[] = []): number {
  if (value.startsWith(foundMark)) return 0.5;
  const words = [value, ...keywords]
    .join(' ')
    .toLowerCase()
    .split(/[\s-]+/);
  const typed = search.trim().toLowerCase();
  const matches = typed.split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
  if (!matches) return 0;
  return value.toLowerCase().startsWith(typed) ? 1 : 0.8;
}

/** A list of everything that can be done, narrowed by typing. */
export function CommandPalette({ groups, search, onFocus, onSearch, onChoose, onClose, note }: Props) {
  return (
    <Dialog.Root open onOpenChange={() => onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={backdropClass} />
        <Dialog.Popup
          finalFocus={false}
          aria-label="Commands"
          className="fixed inset-x-2 top-2 z-50 overflow-hidden rounded-[14px] border border-line bg-surface shadow-float outline-none wide:inset-x-auto wide:top-[12dvh] wide:left-1/2 wide:w-[560px] wide:-translate-x-1/2"
        >
          <Command label="Commands" loop vimBindings={false} filter={rank}>
            <div className="flex items-center gap-2.5 border-b border-line px-4">
              <Search aria-hidden className="size-4 shrink-0 text-third" />
              <Command.Input
                value={search}
                onFocus={onFocus}
                onValueChange={onSearch}
                maxLength={200}
                placeholder="Find a command or a conversation…"
                className="h-12 min-w-0 flex-1 bg-transparent outline-none placeholder:text-third"
              />
            </div>
            <Results groups={groups} onChoose={onChoose} />
          </Command>
          <p role="status" className="px-4 pb-2 text-[12.5px] text-second empty:hidden">
            {note}
          </p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Results({ groups, onChoose }: Pick<Props, 'groups' | 'onChoose'>) {
  // A list for choosing that holds nothing to choose is none.
  const nothing = useCommandState(({ filtered }) => filtered.count === 0);
  return (
    <>
      {nothing ? (
        <p role="status" className="px-3 py-6 text-center text-[13px] text-second">
          Nothing here is called that.
        </p>
      ) : null}
      <Command.List
        hidden={nothing}
        label="Commands and conversations"
        className="max-h-[min(60dvh,440px)] overflow-y-auto p-1.5"
      >
        {groups.map(({ heading, choices, found }) =>
          choices.length === 0 ? null : (
            <Command.Group
              key={heading}
              heading={heading}
              className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-[12.5px] [&_[cmdk-group-heading]]:font-semibold [&_[cmdk-group-heading]]:text-second"
            >
              {choices.map((choice) => (
                <Command.Item
                  key={choice.id}
                  value={found ? `${foundMark}${choice.id}` : `${choice.name} ${choice.id}`}
                  keywords={[choice.about ?? '']}
                  onSelect={() => onChoose(choice)}
                  className="flex min-h-11 items-center gap-3 rounded-lg px-2.5 text-[13.5px] aria-selected:bg-accent-soft wide:min-h-9"
                >
                  <span dir="auto" className="min-w-0 flex-1 truncate text-left">
                    {choice.name}
                    {choice.about ? <span className="text-second"> · {choice.about}</span> : null}
                  </span>
                  {choice.keys ? <Keys>{choice.keys}</Keys> : null}
                </Command.Item>
              ))}
            </Command.Group>
          ),
        )}
      </Command.List>
    </>
  );
}
