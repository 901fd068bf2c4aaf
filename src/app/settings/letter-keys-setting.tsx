import { useId } from 'react';
import { letterKeys, useLetterKeys } from '../lib/commands/letter-keys.ts';

/** Turns off the keys that someone who speaks to the computer, or whose hand slips, would press unawares. */
export function LetterKeysSetting() {
  const on = useLetterKeys();
  const id = useId();
  return (
    <div className="rounded-[14px] border border-line bg-surface p-4">
      <label className="flex min-h-11 items-center gap-2.5 font-medium wide:min-h-0">
        <input
          type="checkbox"
          checked={on}
          aria-describedby={id}
          onChange={(event) => letterKeys.set(event.target.checked)}
          className="size-4 accent-accent"
        />
        Single-character keys
      </label>
      <p id={id} className="mt-1 text-[13px] text-second">
        Letters and signs such as J, # or G then R do something outside of fields. Turned off, keys with Ctrl
        or Cmd, Enter and Esc still work. This is kept in this browser, for you alone.
      </p>
    </div>
  );
}
