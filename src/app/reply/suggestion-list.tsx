import { useLayoutEffect, useRef, useState } from 'react';
import type { Person } from './people.ts';

interface Props {
  id: string;
  label: string;
  people: readonly Person[];
  /** Index of the highlighted person; -1 for none. */
  active: number;
  onHighlight: (person: Person) => void;
  onChoose: (person: Person) => void;
}

/** Pixels that a list wants below the field before it opens above it. */
const enough = 160;

/** The listbox of a combobox: focus stays in the field, and the rest of the page stays within reach. */
export function SuggestionList({ id, label, people, active, onHighlight, onChoose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(false);

  useLayoutEffect(() => {
    const field = box.current?.parentElement?.getBoundingClientRect();
    if (field) setAbove(innerHeight - field.bottom < enough && field.top > innerHeight - field.bottom);
  }, []);

  useLayoutEffect(() => {
    box.current?.children[active]?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return (
    <div
      ref={box}
      id={`${id}-people`}
      role="listbox"
      aria-label={label}
      className={`absolute left-0 z-40 max-h-48 w-80 max-w-full overflow-y-auto rounded-[12px] border border-line bg-surface p-1 shadow-float ${above ? 'bottom-full mb-1.5' : 'top-full mt-1.5'}`}
    >
      {people.map((person, index) => (
        <div
          key={person.email}
          id={`${id}-person-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          // Before the field loses the focus, which would commit what is typed.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(person);
          }}
          onMouseMove={() => onHighlight(person)}
          className={`flex min-h-11 cursor-default flex-col justify-center rounded-lg px-2.5 py-1.5 text-[13px] wide:min-h-0 ${index === active ? 'bg-accent-soft' : ''}`}
        >
          <span dir="auto" className="font-medium wrap-anywhere">
            {person.name ?? person.email}
          </span>
          {person.name ? <span className="text-second wrap-anywhere">{person.email}</span> : null}
        </div>
      ))}
    </div>
  );
}
