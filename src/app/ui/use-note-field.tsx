import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { longestNote } from '#contract/desk/decisions.ts';
import { isComposing } from '../lib/is-composing.ts';

interface NoteField {
  field: ReactNode;
  /** Hands the note over, or says in the field that there is none. */
  give: () => void;
  focus: () => void;
}

/**
 * The note that a reply is given back with, in a field of its own; Ctrl+Enter or Cmd+Enter in it hands it over as well.
 * @param begun what was written of it before.
 */
export function useNoteField(
  onGive: (note: string) => void,
  begun = '',
  onWrite?: (note: string) => void,
): NoteField {
  const [note, setNote] = useState(begun);
  const [missing, setMissing] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const focus = () => {
    area.current?.focus();
    area.current?.setSelectionRange(note.length, note.length);
  };

  const give = () => {
    if (note.trim() !== '') return onGive(note.trim());
    setMissing(true);
    focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    give();
  };

  const field = (
    <div className="flex flex-col gap-2">
      <label htmlFor={id} className="text-[13px] font-semibold">
        Note
      </label>
      <textarea
        ref={area}
        id={id}
        rows={3}
        maxLength={longestNote}
        value={note}
        aria-invalid={missing || undefined}
        aria-describedby={missing ? `${id}-missing` : undefined}
        placeholder="What should be different?"
        onChange={(event) => {
          setNote(event.target.value);
          setMissing(false);
          onWrite?.(event.target.value);
        }}
        onKeyDown={onKeyDown}
        className="w-full resize-y rounded-[10px] border border-line-strong bg-surface px-3 py-2 text-[13.5px] placeholder:text-third"
      />
      {missing ? (
        <p id={`${id}-missing`} role="alert" className="text-[13px] text-bad-ink">
          Write what should be different first.
        </p>
      ) : null}
    </div>
  );
  return { field, give, focus };
}
