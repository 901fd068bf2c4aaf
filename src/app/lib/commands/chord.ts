import { isApple } from '../is-apple.ts';

export interface Press {
  /** A letter in lower case, a sign such as `?`, or a named key such as `Enter`. */
  key: string;
  mod: boolean;
  shift: boolean;
}

/** `g r` is two presses, `Mod+Shift+C` one. */
export const parseChord = (chord: string): Press[] =>
  chord.split(' ').map((press) => {
    const parts = press.split('+');
    const key = parts.pop() ?? '';
    return {
      key: key.length === 1 ? key.toLowerCase() : key,
      mod: parts.includes('Mod'),
      shift: parts.includes('Shift'),
    };
  });

const isLetter = (key: string) => /^[a-z]$/.test(key);

/** A press that would write something in a field. */
export const isCharacter = ({ key, mod }: Press): boolean => key.length === 1 && !mod;

/** A letter as the layout has it; by its place where the layout writes another script. */
function letterOf({ key, code }: KeyboardEvent): string {
  const typed = key.toLowerCase();
  const otherScript = /^\p{Letter}$/u.test(key) && !/\p{Script=Latin}/u.test(key);
  return otherScript && code.startsWith('Key') ? code.slice(3).toLowerCase() : typed;
}

/** Signs need Shift, AltGr or Option on some layouts: then these are part of typing it. */
function typesSign(event: KeyboardEvent): boolean {
  const { ctrlKey, altKey, metaKey } = event;
  if (metaKey) return false;
  if (event.getModifierState('AltGraph') || (!ctrlKey && !altKey)) return true;
  return isApple() ? altKey && !ctrlKey : altKey && ctrlKey;
}

export function matchesPress(event: KeyboardEvent, { key, mod, shift }: Press): boolean {
  if (key.length === 1 && !isLetter(key)) return !mod && event.key === key && typesSign(event);
  const [command, other] = isApple() ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  if (command !== mod || other || event.altKey || event.shiftKey !== shift) return false;
  if (event.getModifierState('AltGraph')) return false;
  return isLetter(key) ? letterOf(event) === key : event.key === key;
}
