import { isComposing } from '../is-composing.ts';
import { fields } from './fields.ts';

/** Milliseconds within which the next key goes on with what is being typed. */
const breath = 1000;

/** With the keys of an input method, and the accent that waits for its letter. */
const written = /^(.|Enter|Backspace|Delete|Dead|Process)$/u;

/** On many layouts AltGr, which may be Ctrl and Alt, or Option is part of typing a sign. */
const writes = (event: KeyboardEvent) =>
  isComposing(event) || (written.test(event.key) && !event.metaKey && (!event.ctrlKey || event.altKey));

function ends(event: KeyboardEvent, field: Element | null): boolean {
  if (isComposing(event)) return false;
  if (event.key === 'Tab' || event.key === 'Escape') return true;
  // Where there is one line, these lead out of it.
  const leads = field === null || field.matches('input');
  if (event.key.startsWith('Arrow')) return leads;
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey || (field !== null && leads));
}

/**
 * Knows the rest of what somebody is typing from commands: a field can be taken away in the middle of a sentence, by a
 * colleague or by the page, and its next letters are not meant for the desk.
 */
export function createTyping() {
  let last = Number.NEGATIVE_INFINITY;
  /** Whoever does something else on purpose is not typing any more. */
  const end = () => {
    last = Number.NEGATIVE_INFINITY;
  };

  /** Hears of every key. @returns whether it was meant for a field that is gone. */
  const goesOn = (event: KeyboardEvent): boolean => {
    const field = event.target instanceof Element ? event.target.closest(fields) : null;
    const isOver = ends(event, field);
    if (isOver) end();
    if (isOver || !writes(event)) return false;
    const isRest = field === null && event.timeStamp - last < breath;
    if (field !== null || isRest) last = event.timeStamp;
    return isRest;
  };

  return { end, goesOn };
}
